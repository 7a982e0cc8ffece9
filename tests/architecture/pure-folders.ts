import ts from 'typescript';
import { type Finding, findingAt, visitAll } from './findings.ts';

// The world comes in as arguments (style.md, habit 4): with a clock or a random source of their own, neither the rules
// could be tested like a calendar nor could the simulator replay a seed.

const theWorld = new Set([
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['requestAnimationFrame', 'requestIdleCallback'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'BroadcastChannel', 'MessageChannel', 'Worker'],
  ...['crypto', 'console', 'alert', 'confirm', 'prompt'],
  ...['window', 'document', 'self', 'globalThis', 'global', 'navigator', 'location', 'history', 'process'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'],
]);

const pureFolders = [
  { folder: 'src/contract/', mayUse: [] },
  { folder: 'src/domain/calendar/', mayUse: ['Date'] },
  { folder: 'src/domain/', mayUse: [] },
  { folder: 'src/sync/', mayUse: [] },
];

/** What a file of a pure folder takes from the world by itself. */
export function findWorldInPureFolders(sourceFile: ts.SourceFile, checker: ts.TypeChecker): Finding[] {
  const rule = pureFolders.find(({ folder }) => sourceFile.fileName.includes(`/${folder}`));
  if (!rule) return [];
  const findings: Finding[] = [];
  const report = (node: ts.Node, name: string): void => {
    findings.push(
      findingAt(node, 'pure-folder', `${rule.folder} does not know \`${name}\`: pass it in as an argument`),
    );
  };
  visitAll(sourceFile, (node) => {
    if (!ts.isIdentifier(node)) return;
    const name = node.text;
    if (name === 'Math' && isGlobal(node, checker) && !isDeterministicMath(node)) report(node, 'Math.random');
    if (theWorld.has(name) && !rule.mayUse.includes(name) && isGlobal(node, checker)) report(node, name);
  });
  return findings;
}

/** Whether the name means the world's, not a parameter or property that happens to be called so. */
function isGlobal(identifier: ts.Identifier, checker: ts.TypeChecker): boolean {
  if (isNameOfMember(identifier)) return false;
  const symbol = ts.isShorthandPropertyAssignment(identifier.parent)
    ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier);
  const declarations = symbol?.declarations;
  if (!declarations) return true;
  return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile && !isImported(declaration));
}

function isNameOfMember(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === identifier;
  if (ts.isQualifiedName(parent)) return parent.right === identifier;
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === identifier;
}

function isImported(declaration: ts.Declaration): boolean {
  return ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration);
}

function isDeterministicMath(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  return ts.isPropertyAccessExpression(parent) && parent.expression === identifier && parent.name.text !== 'random';
}
