import type { Field } from '../../runtime/field';
import { token } from '../../runtime/rules';

/** A recorded answer of an interactive call. */
export const answerFileField: Field = {
	displayName: 'File Name',
	name: 'file',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 5f3c2a.mp3',
	rule: token('5f3c2a.mp3'),
	description: 'Name of the recorded answer, as it stands in the field data of an interactive call',
};
