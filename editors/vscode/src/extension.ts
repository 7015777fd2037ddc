// Starts the server and lends it what only an editor can do: ask for a reason, open a file beside another.

import * as vscode from "vscode";
import { LanguageClient, type Range } from "vscode-languageclient/node";

const DOCUMENTS = [
  { scheme: "file", language: "markdown" },
  { scheme: "file", language: "mdx" },
];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("smo-lint.askReason", ignore),
    vscode.commands.registerCommand("smo-lint.openBeside", openBeside),
    vscode.commands.registerCommand("smo-lint.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("smoLint")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("smoLint");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const words = settings
    .get<string[]>("command", ["smo-lint", "server"])
    .map((word) => word.replaceAll("${workspaceFolder}", folder ?? "."));
  const [command = "smo-lint", ...args] = words;
  client = new LanguageClient(
    "smo-lint",
    "smo-lint",
    { command, args, options: { cwd: folder } },
    {
      documentSelector: DOCUMENTS,
      initializationOptions: {
        check: settings.get<string>("check", "open"),
        commands: ["smo-lint.askReason", "smo-lint.openBeside"],
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      `smo-lint did not start: ${said}. Install it with “pip install smo-lint[lsp]”, or say in “smoLint.command” where it is.`,
    );
  }
}

async function restart(): Promise<void> {
  try {
    await client?.stop();
  } catch {
    // It had not started, or has died: a new one takes its place.
  }
  await start();
}

async function ignore(uri: string, fingerprint: string): Promise<void> {
  const reason = await vscode.window.showInputBox({
    prompt: "Why is this meant?",
    validateInput: (said) => (/-->|<!--|\*\/|\/\*|[\r\n]/.test(said) ? "A comment cannot hold this." : undefined),
  });
  if (reason !== undefined) {
    await vscode.commands.executeCommand("smo-lint.ignore", uri, fingerprint, reason);
  }
}

async function openBeside(uri: string, range: Range): Promise<void> {
  const { start, end } = range;
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
}
