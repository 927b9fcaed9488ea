import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../service/defineOperation';
import { callOfInput } from '../call/results';
import { answerFileField, withoutRecording } from './answerFields';

export default defineOperation({
	name: 'Transcribe Answer',
	action: 'Transcribe the answer of a person',
	description:
		'Get the answer of a person in an interactive call as text, with the number and the call; each transcription is charged',
	endpoint: 'GET /sounds/listen/{file}',
	constants: { type: 'text' },
	fields: [answerFileField],
	skips(call) {
		const skipped = withoutRecording(call);
		return skipped && { text: null, ...skipped };
	},
	result(response, call) {
		const text = (response as IDataObject | undefined)?.text ?? null;
		const reason = 'AutoCall.kz recognised no words in the answer';
		return { ...callOfInput(call), text, ...(text === null && { reason }) };
	},
	repeatable: false,
	howToCheck:
		'It may have been charged: check Payment → Get Many. Run this again if you still need the text.',
});
