import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../shared/declaration/field';
import type { OperationCall } from '../../../shared/call/operationCall';
import { token } from '../../../shared/declaration/parsers';
import { callOfInput } from '../call/results';

/** A recorded answer of an interactive call. */
export const answerFileField: Field = {
	displayName: 'File Name',
	name: 'file',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 5f3c2a.mp3',
	parse: token('5f3c2a.mp3'),
	description:
		'Name of the recorded answer. Drag it here from the answer of a call, as returned by Autocall → Get Calls. Calls without one are skipped.',
};

/** The output for a call in which nothing was recorded; undefined where there is a name of a file. */
export function withoutRecording(call: OperationCall): IDataObject | undefined {
	if (!call.parameters.isBlank('file')) return undefined;
	return {
		...callOfInput(call),
		reason: 'No answer was recorded in this call: File Name is empty',
	};
}
