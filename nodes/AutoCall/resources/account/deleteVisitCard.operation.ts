import { defineOperation } from '../../service/defineOperation';

export default defineOperation({
	name: 'Delete Visit Card',
	action: 'Delete the visit card for people who call back',
	description: 'Remove the sound or text that callers get when they call back',
	endpoint: 'DELETE /settings/{visitCardType}',
	fields: [
		{
			displayName: 'Visit Card',
			name: 'visitCardType',
			type: 'options',
			options: [
				{ name: 'Sound', value: 'visit_card_audio' },
				{ name: 'Text', value: 'visit_card_text' },
			],
			default: 'visit_card_text',
			required: true,
			description: 'Which of the two visit cards to remove',
		},
	],
});
