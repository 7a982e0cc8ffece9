import path from 'node:path';
import ts from 'typescript';

/** A place in the source that breaks a rule. */
export type Finding = { file: string; line: number; rule: string; message: string };

export function findingAt(node: ts.Node, rule: string, message: string): Finding {
  const sourceFile = node.getSourceFile();
  const { line } = sourceFile.getLineAndCharacterOfPosition(node.getStart());
  return { file: sourceFile.fileName, line: line + 1, rule, message };
}

export function visitAll(root: ts.Node, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(root);
}

/** The files and options of one part of the house, as its tsconfig states them. */
export function partAt(tsconfigPath: string): { fileNames: string[]; options: ts.CompilerOptions } {
  const { config, error } = ts.readConfigFile(tsconfigPath, ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(tsconfigPath));
  return { fileNames, options };
}
