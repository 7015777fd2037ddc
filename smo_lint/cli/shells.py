"""What makes shells complete the command line; click knows three of them."""

from __future__ import annotations

import os
from typing import Any

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

NAME, VARIABLE = "smo-lint", "_SMO_LINT_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")
# A line for each candidate: its kind, itself, and what it means, by tabs.
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $command, $position)
    $words = $command.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position }
    $env:COMP_WORDS = ($words | ForEach-Object { $_.ToString() }) -join "`n"
    $env:COMP_INCOMPLETE = $word
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $kind, $value, $help = $_ -split "`t", 3
            if ($kind -ne "plain") { return }
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:\\%(complete_var)s, Env:\\COMP_WORDS, Env:\\COMP_INCOMPLETE -ErrorAction Ignore
    }
}
"""


class PowerShell(ShellComplete):
    """Completion in PowerShell; candidates that are files are left to the shell."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is completed, and that one."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        return words[1:], os.environ.get("COMP_INCOMPLETE", "")

    def format_completion(self, item: CompletionItem) -> str:
        """Return a candidate as the script takes it apart."""
        return f"{item.type}\t{item.value}\t{item.help or ''}"


add_completion_class(PowerShell)


def script(shell: str) -> str:
    """Return the text that a shell has to read."""
    known = get_completion_class(shell)
    assert known is not None, shell
    made = known(click.Command(NAME), {}, NAME, VARIABLE)
    template: Any = made.source_template
    return str(template % made.source_vars())
