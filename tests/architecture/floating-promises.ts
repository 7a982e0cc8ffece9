import ts from 'typescript';
import { type Finding, findingAt, visitAll } from './findings.ts';

// A promise that nobody awaits inside a transaction is this product's worst bug: the screen says "saved" and the write
// fails unseen. Biome's rule does not follow types out of packages, so it misses exactly the calls of Dexie and kysely;
// this one asks the compiler itself. `void promise` says "deliberately not awaited".

const DROPPED = 'this promise is neither awaited, returned, nor caught; write `void` if that is meant';
const DROPPED_BY_CALLEE = 'the promise of this callback is dropped: the caller expects a function that returns nothing';

/** Promises that are dropped in `sourceFile`, and callbacks whose promise their caller will drop. */
export function findFloatingPromises(sourceFile: ts.SourceFile, checker: ts.TypeChecker): Finding[] {
  const findings: Finding[] = [];
  visitAll(sourceFile, (node) => {
    if (ts.isExpressionStatement(node)) {
      for (const dropped of droppedPromises(node.expression, checker)) {
        findings.push(findingAt(dropped, 'floating-promise', DROPPED));
      }
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      for (const callback of callbacksWithDroppedPromise(node, checker)) {
        findings.push(findingAt(callback, 'floating-promise', DROPPED_BY_CALLEE));
      }
    }
  });
  return findings;
}

/** The parts of a statement whose value is a promise that ends there. */
function droppedPromises(expression: ts.Expression, checker: ts.TypeChecker): ts.Expression[] {
  if (ts.isParenthesizedExpression(expression)) return droppedPromises(expression.expression, checker);
  if (ts.isVoidExpression(expression) || ts.isAwaitExpression(expression)) return [];
  if (ts.isConditionalExpression(expression)) {
    return [...droppedPromises(expression.whenTrue, checker), ...droppedPromises(expression.whenFalse, checker)];
  }
  if (ts.isBinaryExpression(expression)) {
    const operator = expression.operatorToken.kind;
    if (operator === ts.SyntaxKind.CommaToken) {
      return [...droppedPromises(expression.left, checker), ...droppedPromises(expression.right, checker)];
    }
    const isAssignment = operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
    return isAssignment ? [] : droppedPromises(expression.right, checker);
  }
  if (isHandled(expression)) return [];
  const type = checker.getTypeAtLocation(expression);
  return isPromise(type, checker) || isListOfPromises(type, checker) ? [expression] : [];
}

/** `p.catch(f)`, `p.then(f, g)`, and either of them followed by `.finally(f)`. */
function isHandled(expression: ts.Expression): boolean {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
  const { name, expression: receiver } = expression.expression;
  if (name.text === 'catch') return expression.arguments.length >= 1;
  if (name.text === 'then') return expression.arguments.length >= 2;
  return name.text === 'finally' && isHandled(receiver);
}

function isPromise(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnion()) return type.types.some((member) => isPromise(member, checker));
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  if (constraint !== type) return isPromise(constraint, checker);
  // A bare `then` is not enough: fastify's reply and instance have one, and are not meant to be awaited.
  if (type.getSymbol()?.name === 'PromiseLike') return true;
  return type.getProperty('then') !== undefined && type.getProperty('catch') !== undefined;
}

function isListOfPromises(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (!checker.isArrayType(type) && !checker.isTupleType(type)) return false;
  return checker.getTypeArguments(type as ts.TypeReference).some((element) => isPromise(element, checker));
}

function callbacksWithDroppedPromise(call: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker): ts.Node[] {
  const resolved = checker.getResolvedSignature(call);
  if (!resolved) return [];
  const callee = checker.getTypeAtLocation(call.expression);
  const overloads = ts.isCallExpression(call) ? callee.getCallSignatures() : callee.getConstructSignatures();
  return (call.arguments ?? []).filter((argument, index) => {
    if (!returnsPromise(checker.getTypeAtLocation(argument), checker)) return false;
    const expected = callbackReturns(resolved, index, call, checker);
    if (isDomListener(call)) return expected.length > 0;
    const awaitedByAnOverload = overloads.some((overload) =>
      callbackReturns(overload, index, call, checker).some((returned) => isPromise(returned, checker)),
    );
    return expected.length > 0 && expected.every(isVoid) && !awaitedByAnOverload;
  });
}

/** A listener is typed to return `any`, and yet nobody looks at what it returns. */
function isDomListener(call: ts.CallExpression | ts.NewExpression): boolean {
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(name) && name.text === 'addEventListener';
}

function returnsPromise(type: ts.Type, checker: ts.TypeChecker): boolean {
  return type.getCallSignatures().some((signature) => isPromise(signature.getReturnType(), checker));
}

/** What `signature` lets the callback return that it takes as its argument number `index`. */
function callbackReturns(signature: ts.Signature, index: number, place: ts.Node, checker: ts.TypeChecker): ts.Type[] {
  const last = signature.parameters.length - 1;
  const parameter = signature.parameters[Math.min(index, last)];
  if (!parameter) return [];
  const declared = checker.getTypeOfSymbolAtLocation(parameter, place);
  const isRest = index >= last && checker.isArrayType(declared);
  const expected = (isRest ? checker.getTypeArguments(declared as ts.TypeReference)[0] : undefined) ?? declared;
  const shapes = expected.isUnion() ? expected.types : [expected];
  return shapes.flatMap((shape) => shape.getCallSignatures().map((callback) => callback.getReturnType()));
}

function isVoid(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Void) !== 0;
}
