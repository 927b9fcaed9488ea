import type { OperationCall } from '../../../../../../nodes/shared/call/operationCall';
import type { Field } from '../../../../../../nodes/shared/declaration/field';
import { numericIds } from '../../../../../../nodes/shared/declaration/parsers';

/** The calls that an item is about. */
export const callIdsField: Field = {
	displayName: 'Call IDs',
	name: 'callIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 700001, 700002',
	parse: numericIds,
	description:
		'IDs as Call → Create gave them: one, several with commas between them, or a list. The calls of all items are taken together, 5,000 a request.',
};

/** How the calls were made, since both kinds count their IDs by themselves. */
export const createdFromField: Field = {
	displayName: 'Created From',
	name: 'createdFrom',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Message', value: 'message', description: 'Calls of Call → Create' },
		{ name: 'Template', value: 'template', description: 'Calls of Call → Create From Template' },
	],
	default: 'message',
	description: 'How the calls were made; both kinds have IDs of their own',
};

/** The IDs of an item's calls. @throws NodeOperationError */
export function callIdsOf({ parameters }: OperationCall): number[] {
	return parameters.get<number[]>('callIds') as number[];
}

/** Whether the calls were made from a template. */
export function isFromTemplate({ parameters }: OperationCall): boolean {
	return parameters.get('createdFrom') === 'template';
}
