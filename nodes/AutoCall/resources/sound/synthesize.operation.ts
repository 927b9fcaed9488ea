import { defineOperation } from '../../service/defineOperation';
import { additionalFields, clientIdField, nameField } from '../commonFields';
import { OWN_SOUND, speechTextField, voiceFields } from './speechFields';

export default defineOperation({
	name: 'Synthesize',
	action: 'Create a sound from text',
	description: 'Create a sound from text that a voice reads; a moderator may check it before use',
	endpoint: 'POST /sounds',
	returns: 'id',
	constants: { type: 'synthesis' },
	fields: [
		{ ...nameField, required: true },
		speechTextField(OWN_SOUND),
		...voiceFields(OWN_SOUND),
		additionalFields([clientIdField(60)]),
	],
	howToCheck:
		'Use Sound → Get Many to check whether it exists, and was charged, before you run this again.',
});
