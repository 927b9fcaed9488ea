import type { Field } from '../../../shared/declaration/field';
import { numericId } from '../../../shared/declaration/parsers';

/** One call of an autocall. */
export const callId: Field = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1001',
	parse: numericId,
	description: 'ID of the call, as returned by Autocall → Get Calls',
};
