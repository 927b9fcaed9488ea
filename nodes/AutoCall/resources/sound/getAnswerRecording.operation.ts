import { defineOperation } from '../../service/defineOperation';
import { outputFileField, recordingOf } from '../../../shared/execution/audio';
import { answerFileField, withoutRecording } from './answerFields';

export default defineOperation({
	name: 'Get Answer Recording',
	action: 'Get the recording of an answer',
	description: 'Download the recorded answer of a person in an interactive call',
	endpoint: 'GET /sounds/listen/{file}',
	constants: { type: 'download' },
	fields: [answerFileField, outputFileField],
	skips: withoutRecording,
	async run(call) {
		return await recordingOf(call, call.parameters.get<string>('file') as string);
	},
});
