"""Generated tests are the same in every run; HYPOTHESIS_PROFILE=explore looks for new cases."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# No test may depend on how fast the machine is.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", settings.get_profile("default"), derandomize=True)
settings.register_profile("explore", settings.get_profile("default"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(autouse=True, scope="session")
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("user")))
        patch.delenv("SMO_LINT_CACHE_DIR", raising=False)
        yield


@pytest.fixture
def forks() -> Iterator[None]:
    """Processes that see what a test has put in the place of something."""
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("processes cannot be forked here")
    usual = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method("fork", force=True)
    yield
    multiprocessing.set_start_method(usual, force=True)
