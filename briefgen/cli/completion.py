"""`briefgen completion`: the script by which a shell completes commands, briefs and rules."""

from __future__ import annotations

import click

VARIABLE = "_BRIEFGEN_COMPLETE"
INSTALL = """\b
To switch it on:
  bash:  echo 'eval "$(briefgen completion bash)"' >> ~/.bashrc
  zsh:   echo 'eval "$(briefgen completion zsh)"' >> ~/.zshrc
  fish:  briefgen completion fish > ~/.config/fish/completions/briefgen.fish
"""


@click.command(epilog=INSTALL)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(context.find_root().command, {}, "briefgen", VARIABLE).source())
