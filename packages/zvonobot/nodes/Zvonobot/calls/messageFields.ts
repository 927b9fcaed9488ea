import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import type { Field } from '../../../../../nodes/shared/declaration/field';
import { locator } from '../../../../../nodes/shared/declaration/locators';
import { oneOf } from '../../../../../nodes/shared/declaration/parsers';
import { phoneNumber } from '../service/numbers';
import { message } from '../service/values';

/** Most characters of a text that is spoken (POST /apiCalls/create). */
export const SPEECH_MAX = 1024;

/** The voices, as the API numbers them. */
export const VOICES = ['female', 'male'];

/** An audio file of the account. */
export const audioId = locator({
	displayName: 'Audio',
	name: 'audioId',
	description: 'The audio file of your account. Where the list stays empty, choose By ID.',
	searchListMethod: 'searchAudio',
	example: '6001',
});

/** The number that people see, and what they hear. */
export const messageFields: Field[] = [
	{
		displayName: 'Caller ID Source',
		name: 'callerIdSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'My Own Number',
				value: 'own',
				description: 'A number that is confirmed in your account; people can call back',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Send neither of them, where your account is set up that way',
			},
			{
				name: 'Number From the Pool',
				value: 'pool',
				description: 'A number that Zvonobot picks for each call; often cheaper for many calls',
			},
		],
		default: 'own',
		description: 'The number that people see when they are called',
	},
	{
		...locator({
			displayName: 'Caller ID',
			name: 'callerId',
			description: 'The number that people see; it has to be confirmed in your account',
			searchListMethod: 'searchPhones',
			example: '77270000001',
			parse: phoneNumber,
		}),
		displayOptions: { show: { callerIdSource: ['own'] } },
		api: 'outgoingPhone',
	},
	{
		displayName: 'Message Source',
		name: 'messageSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Audio File', value: 'audio', description: 'An audio file of your account' },
			{
				name: 'Text',
				value: 'text',
				description: 'A text that is spoken; your account has to be released from moderation',
			},
		],
		default: 'audio',
		description: 'What people hear',
	},
	{
		...audioId,
		displayOptions: { show: { messageSource: ['audio'] } },
		api: 'record.id',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Your order is ready. Press 1 to speak with us.',
		displayOptions: { show: { messageSource: ['text'] } },
		api: 'record.text',
		parse: message(SPEECH_MAX),
		message: 'speech',
		description: `What is spoken, at most ${SPEECH_MAX} characters. Each text costs extra.`,
	},
	{
		displayName: 'Voice',
		name: 'voiceGender',
		type: 'options',
		options: [
			{ name: 'Female', value: 'female' },
			{ name: 'Male', value: 'male' },
		],
		default: 'female',
		displayOptions: { show: { messageSource: ['text'] } },
		api: 'record.gender',
		parse: (value) => VOICES.indexOf(oneOf(VOICES)(value) as string),
		description: 'The voice that speaks the text',
	},
];

/** The API's fields that follow from choices only. */
export function choicesToApi({ parameters }: OperationCall): IDataObject {
	return parameters.get('callerIdSource') === 'pool' ? { dutyPhone: 1 } : {};
}
