# smo-lint in a container: docker run --rm -v "$PWD:/data" smo-lint check
FROM python:3.13-slim AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE ./
COPY smo_lint smo_lint
RUN pip install --no-cache-dir --prefix=/install .

FROM python:3.13-slim
# git tells what a branch has changed and how old translations are.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /install /usr/local
# Whoever owns the files that are mounted: smo-lint reads their history without a setting of git.
RUN useradd --uid 1000 --create-home linter
USER linter
WORKDIR /data
ENTRYPOINT ["smo-lint"]
