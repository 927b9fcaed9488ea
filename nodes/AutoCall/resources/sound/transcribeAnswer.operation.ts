import { defineOperation } from '../../runtime/operation';
import { answerFileField } from './answerFields';

export default defineOperation({
	name: 'Transcribe Answer',
	action: 'Transcribe an answer',
	description:
		'Get what a person answered in an interactive call as text; each transcription is charged',
	endpoint: 'GET /sounds/listen/{file}',
	constants: { type: 'text' },
	fields: [answerFileField],
	repeatable: false,
});
