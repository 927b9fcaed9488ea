import { defineOperation } from '../../service/defineOperation';
import { audioAsBase64, inputFileField } from '../../service/audio';
import { sendOnce } from '../../../shared/duplicates/sendOnce';
import { additionalFields, clientIdField, nameField } from '../commonFields';

export default defineOperation({
	name: 'Upload',
	action: 'Create a sound from an audio file',
	description: 'Create a sound from an mp3, wav or ogg file; a moderator may check it before use',
	endpoint: 'POST /sounds',
	returns: 'id',
	constants: { type: 'upload' },
	fields: [
		{ ...nameField, required: true },
		{ ...inputFileField, reports: 'data.0.file' },
		additionalFields([clientIdField(60)]),
	],
	// Read again when it is sent: the files of all items would not fit into memory.
	async check(call) {
		await audioAsBase64(call);
	},
	async run(call) {
		const request = call.request();
		const data = [{ file: await audioAsBase64(call) }];
		const { body } = await sendOnce(call, { ...request, body: { ...request.body, data } });
		return [{ json: body }];
	},
	howToCheck: 'Use Sound → Get Many to check whether it exists before you run this again.',
});
