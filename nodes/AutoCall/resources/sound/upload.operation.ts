import { audioAsBase64, inputFileField } from '../../../shared/execution/audio';
import { defineOperation } from '../../../shared/declaration/operation';
import { sendOnce } from '../../../shared/duplicates/sendOnce';
import { additionalFields, clientIdField, nameField } from '../commonFields';

export default defineOperation({
	name: 'Upload',
	action: 'Create a sound from an audio file',
	description: 'Create a sound from an mp3, wav or ogg file; a moderator may check it before use',
	endpoint: 'POST /sounds',
	constants: { type: 'upload' },
	fields: [
		{ ...nameField, required: true },
		{ ...inputFileField, reports: 'data.0.file' },
		additionalFields([clientIdField(60)]),
	],
	check: audioAsBase64,
	async run(call) {
		const request = call.request();
		const data = [{ file: await audioAsBase64(call) }];
		const { body } = await sendOnce(call, { ...request, body: { ...request.body, data } });
		return [{ json: body }];
	},
	howToCheck: 'Check with Sound → Get Many whether it is there before you run this again.',
});
