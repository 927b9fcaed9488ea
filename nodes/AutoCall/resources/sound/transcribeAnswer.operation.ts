import { defineOperation } from '../../runtime/operation';
import { answerFileField } from './answerFields';

export default defineOperation({
	name: 'Transcribe Answer',
	action: 'Transcribe the answer of a person',
	description:
		'Get what a person answered in an interactive call as text; each transcription is charged',
	endpoint: 'GET /sounds/listen/{file}',
	constants: { type: 'text' },
	fields: [answerFileField],
	repeatable: false,
	howToCheck:
		'It may have been charged: Payment → Get Many shows that. Run this again if you need the text all the same.',
});
