import ts from 'typescript';

/** A module that a file requires. */
export interface Require {
	/** The name as written: `./words` or `n8n-workflow`. */
	module: string;
	/** Offset of the opening quote. */
	start: number;
	/** Offset behind the closing quote. */
	end: number;
}

/**
 * Everything that a file of JavaScript requires, wherever in it, in the order of the text.
 *
 * @throws Error when `require` is passed on, or called with anything but one name in quotes: its module is unknown then
 */
export function requiresOf(code: string): Require[] {
	const source = ts.createSourceFile('module.js', code, ts.ScriptTarget.ES2022, true);
	const found: Require[] = [];
	const visit = (node: ts.Node): void => {
		const isRequire = ts.isIdentifier(node) && node.text === 'require';
		if (isRequire || node.kind === ts.SyntaxKind.ImportKeyword) found.push(requireAt(node));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function requireAt({ parent }: ts.Node): Require {
	const [module] = ts.isCallExpression(parent) ? parent.arguments : [];
	if (!module || !ts.isStringLiteral(module)) {
		throw new Error(`It can't be told what this loads: ${parent.getText()}`);
	}
	return { module: module.text, start: module.getStart(), end: module.getEnd() };
}
