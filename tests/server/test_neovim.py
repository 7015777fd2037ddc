"""The server in a real editor: open a page, see the finding of the other edition, repair, save."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.editor import GOOD, project

NVIM = shutil.which("nvim")

# What the editor is told to do; it writes what it saw, or dies with a message.
STORY = """
local root, python = vim.env.ROOT, vim.env.PYTHON
local function await(what, condition)
  if not vim.wait(120000, condition, 50) then
    io.stderr:write('in vain: ' .. what .. '\\n')
    vim.cmd('cquit!')
  end
end
vim.cmd('edit ' .. root .. '/docs/de/guide.md')
local client = vim.lsp.start_client({
  name = 'smo-lint', cmd = { python, '-m', 'smo_lint', 'server' }, root_dir = root,
  workspace_folders = { { uri = vim.uri_from_fname(root), name = 'site' } },
})
vim.lsp.buf_attach_client(0, client)
await('a finding', function() return #vim.diagnostic.get(0) == 1 end)
local found = vim.diagnostic.get(0)[1]
local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1]
print(found.code .. ' ' .. line:sub(found.col + 1, found.end_col))
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {}, only = { 'quickfix' } }
local answer = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 120000)
local action = answer[client].result[1]
if not action.edit then
  action = vim.lsp.buf_request_sync(0, 'codeAction/resolve', action, 120000)[client].result
end
vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
await('no finding', function() return #vim.diagnostic.get(0) == 0 end)
vim.cmd('write')
vim.lsp.stop_client(client)
await('the end of the server', function() return vim.lsp.client_is_stopped(client) end)
vim.cmd('qall!')
"""


@pytest.mark.skipif(NVIM is None, reason="Neovim is not installed (CI installs it)")
def test_a_finding_is_seen_and_repaired_in_neovim(tmp_path: Path) -> None:
    assert NVIM
    root = project(tmp_path / "site")
    story = tmp_path / "story.lua"
    story.write_text(STORY, encoding="utf-8")
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    env = {**os.environ, **homes, "ROOT": str(root), "PYTHON": sys.executable}
    done = subprocess.run(
        [NVIM, "--headless", "--clean", "-c", f"luafile {story}"],
        env=env,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert "LK002 [Handbuch] (manual.md)" in done.stdout + done.stderr
    assert (root / "docs/de/guide.md").read_text(encoding="utf-8") == GOOD
