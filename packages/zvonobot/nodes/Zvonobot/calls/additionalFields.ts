import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import type { Field } from '../../../../../nodes/shared/declaration/field';
import { isBlank, text, webAddress } from '../../../../../nodes/shared/declaration/parsers';
import { bit, timeOfDay } from '../service/values';
import { webhookHeaders, webhookParameters } from '../service/webhookTexts';
import { WEBHOOK_URL_MAX } from './ivrs';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The other fields of a call, named as in the vendor's instruction, in camelCase. */
export const callAdditionalFields: Field = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Call Again After (Minutes)',
			name: 'smartDelay',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 15,
			api: 'smartDelay',
			description:
				'How many minutes after the call those who did not pick up are called once more. Zvonobot names 15 to 90; some accounts may use others.',
		},
		{
			displayName: 'Detect End of Speech',
			name: 'endOfSpeech',
			type: 'boolean',
			default: false,
			api: 'endOfSpeech',
			parse: bit,
			description: 'Whether to find out by itself when the person has finished speaking',
		},
		{
			displayName: 'Detect Interruption',
			name: 'voiceDetection',
			type: 'boolean',
			default: false,
			api: 'voiceDetection',
			parse: bit,
			description: 'Whether to stop speaking when the person interrupts',
		},
		{
			displayName: 'End Time',
			name: 'endTime',
			type: 'string',
			default: '',
			placeholder: 'e.g. 20:00',
			api: 'endTime',
			parse: timeOfDay,
			description: 'Nobody is called later than this',
		},
		{
			displayName: 'Exclude Weekends',
			name: 'excludeWeekends',
			type: 'boolean',
			default: false,
			api: 'excludeWeekends',
			parse: bit,
			description:
				'Whether nobody is called on Saturdays and Sundays. Needs Start Time and End Time, and goes not with Weekdays.',
		},
		{
			displayName: 'Language Name or ID',
			name: 'lang',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getLanguages' },
			default: '',
			api: 'lang',
			parse: text({ max: 5 }),
			description:
				'Language of spoken texts; that of your account if left out. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Record the Call',
			name: 'needRecording',
			type: 'boolean',
			default: false,
			api: 'needRecording',
			parse: bit,
			description: 'Whether the call is recorded; Call → Get then has the address of the recording',
		},
		{
			displayName: 'Ring Time (Seconds)',
			name: 'answerTimeout',
			type: 'number',
			typeOptions: { minValue: 15, maxValue: 60, numberPrecision: 0 },
			default: 30,
			api: 'answerTimeout',
			description: 'How long the phone rings at the most, 15 to 60 seconds',
		},
		{
			displayName: 'Show Caller ID to Manager',
			name: 'isManagerDeliveryPhone',
			type: 'boolean',
			default: false,
			api: 'isManagerDeliveryPhone',
			parse: bit,
			description: 'Whether the phone that people are connected to sees the Caller ID',
		},
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10:00',
			api: 'startTime',
			parse: timeOfDay,
			description: 'Nobody is called earlier than this',
		},
		{
			displayName: "Use Person's Time Zone",
			name: 'plannedAtTimeZone',
			type: 'boolean',
			default: false,
			api: 'plannedAtTimeZone',
			parse: bit,
			description:
				'Whether times are those of the person who is called, instead of those of your account',
		},
		{
			displayName: 'Webhook Headers (JSON)',
			name: 'webhookHeaders',
			type: 'json',
			default: '{}',
			api: 'webhookHeaders',
			parse: webhookHeaders,
			description:
				'Headers that the webhook has. The Webhook Secret of the credential is added by itself.',
		},
		{
			displayName: 'Webhook Parameters (JSON)',
			name: 'webhookParameters',
			type: 'json',
			default: '{}',
			api: 'webhookParameters',
			parse: webhookParameters,
			description:
				'Fields of your own that the webhook brings along; they are the same for all people of the request',
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. the URL of Zvonobot Trigger',
			api: 'webhookUrl',
			parse: webAddress(WEBHOOK_URL_MAX),
			description: `Address that is told of each status of the call, such as that of Zvonobot Trigger; at most ${WEBHOOK_URL_MAX} characters`,
		},
		{
			displayName: 'Weekdays',
			name: 'weekdays',
			type: 'multiOptions',
			options: DAYS.map((name, index) => ({ name, value: index + 1 })),
			default: [],
			api: 'weekdays',
			description:
				'The days on which people are called. Needs Start Time and End Time, and goes not with Exclude Weekends.',
		},
	],
};

/**
 * Checks what parameters mean together: the service takes days without hours, and leaves them out without a word.
 *
 * @throws NodeOperationError
 */
export function checkDays({ parameters }: OperationCall): void {
	const given = (name: string) => parameters.get(`additionalFields.${name}`);
	const hasWeekdays = !isBlank(given('weekdays'));
	const hasWeekends = given('excludeWeekends') === 1;
	if (hasWeekdays && hasWeekends) {
		throw parameters.invalid(
			'Weekdays',
			'cannot be combined with Exclude Weekends',
			'Nothing was sent. Remove one of the two.',
		);
	}
	const hours = ['startTime', 'endTime'].filter((name) => given(name) === undefined);
	if (hours.length > 0 && (hasWeekdays || hasWeekends)) {
		throw parameters.invalid(
			hasWeekdays ? 'Weekdays' : 'Exclude Weekends',
			'has an effect only with Start Time and End Time',
			'Nothing was sent. Add both.',
		);
	}
}
