import { defineOperation } from '../../service/defineOperation';
import { text } from '../../../shared/declaration/parsers';
import { soundId } from '../locators';
import { updateFields } from '../commonFields';

export default defineOperation({
	name: 'Update Settings',
	action: 'Update the settings of the account',
	description: 'Change the name, the subscriptions and the visit card of the account',
	endpoint: 'PUT /settings',
	fields: [
		updateFields([
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				api: 'name',
				parse: text({ min: 2, max: 40 }),
				description: 'Your name as AutoCall.kz shows it, 2 to 40 characters',
			},
			{
				displayName: 'Notifications by SMS',
				name: 'notificationsSubscribe',
				type: 'boolean',
				default: false,
				api: 'notifications_subscribe',
				description:
					'Whether AutoCall.kz also sends you its notifications by SMS, one for each finished campaign',
			},
			{
				displayName: 'Subscribe to News',
				name: 'subscribe',
				type: 'boolean',
				default: false,
				api: 'subscribe',
				description: 'Whether AutoCall.kz may call you with its news',
			},
			{
				...soundId,
				displayName: 'Visit Card Sound',
				name: 'visitCardAudio',
				required: false,
				api: 'visit_card_audio',
				description: 'Sound that callers hear when they call your number back',
			},
			{
				displayName: 'Visit Card Text',
				name: 'visitCardText',
				type: 'string',
				default: '',
				api: 'visit_card_text',
				parse: text({ max: 160 }),
				description:
					'SMS that callers get when they call your number back, at most 160 characters (one SMS)',
			},
		]),
	],
});
