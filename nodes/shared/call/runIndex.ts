import type { IExecuteFunctions } from 'n8n-workflow';

/** How often the node has run before in this execution, as in a loop. */
export function runIndexOf(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}
