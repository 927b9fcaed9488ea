import { inputFileField } from '../../service/audio';
import { onExpressionNotice, SMS_HINT } from '../../campaigns/smsTexts';
import { campaignContactFields } from '../../campaigns/contactFields';
import { phoneNumber } from '../../service/numbers';
import type { Field } from '../../../shared/declaration/field';
import { located, text } from '../../../shared/declaration/parsers';
import { scenarioId, soundId } from '../locators';
import {
	additionalFields,
	callbackUrlField,
	clientIdField,
	nameField,
	startDateField,
	timeField,
} from '../commonFields';
import { CAMPAIGN_SOUND, speechTextField, voiceFields } from '../sound/speechFields';

/** How long to wait before a person is called again, in minutes. */
export const triesIntervalField: Field = {
	displayName: 'Tries Interval',
	name: 'triesInterval',
	type: 'options',
	options: [
		{ name: '15 Minutes', value: 15 },
		{ name: '30 Minutes', value: 30 },
		{ name: '1 Hour', value: 60 },
		{ name: '2 Hours', value: 120 },
	],
	default: 60,
	api: 'tries_interval',
	description: 'How long to wait before calling someone again who was not reached',
};

/** The hours of the day in which an autocall calls. */
export const hoursFields: Field[] = [
	timeField({
		displayName: 'Time From',
		name: 'timeFrom',
		default: '12:00',
		api: 'time_from',
		placeholder: 'e.g. 11:00',
		description: 'Earliest time of day to call people; 12:00 if left out',
	}),
	timeField({
		displayName: 'Time To',
		name: 'timeTo',
		default: '18:00',
		api: 'time_to',
		placeholder: 'e.g. 20:30',
		description: 'Latest time of day to call people; 18:00 if left out',
	}),
];

const isRegular = { type: ['regular'] };
const forSpeech = (field: Field): Field => ({
	...field,
	displayOptions: { show: { ...isRegular, soundSource: ['synthesis'] } },
});

const soundFields: Field[] = [
	{
		displayName: 'Sound Source',
		name: 'soundSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Audio File',
				value: 'upload',
				description:
					'An mp3, wav or ogg file from the input item; moderators check it before anyone is called',
			},
			{
				name: 'Existing Sound',
				value: 'existing',
				description: 'A sound from your account',
			},
			{
				name: 'Text to Speech',
				value: 'synthesis',
				description:
					'Text read by a voice; it is charged, and moderators check it before anyone is called',
			},
		],
		default: 'existing',
		displayOptions: { show: isRegular },
		reports: 'audio_id',
		description: 'Source of the sound that people hear',
	},
	{
		...soundId,
		api: 'audio_id.0',
		displayOptions: { show: { ...isRegular, soundSource: ['existing'] } },
		description: 'The sound that people hear when they answer',
	},
	...[speechTextField(CAMPAIGN_SOUND), ...voiceFields(CAMPAIGN_SOUND)].map(forSpeech),
	{
		...inputFileField,
		reports: 'audio_id.0.data.file',
		displayOptions: { show: { ...isRegular, soundSource: ['upload'] } },
	},
];

/** Bounded as in SMS bulks; the contract names no bound here, but no SMS is longer. */
const smsText = text({ max: 1600 });

const textAfterAnswer: Field = {
	displayName: 'SMS Text After Answer',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	api: 'text',
	parse: smsText,
	message: 'sms',
	hint: SMS_HINT,
	description: 'Text of the SMS to people who were reached',
};

/** The SMS to people who were not reached. */
export const textIfUnanswered: Field = {
	displayName: 'SMS Text if Unanswered',
	name: 'textUnanswered',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	api: 'text_unanswered',
	parse: smsText,
	message: 'sms',
	hint: SMS_HINT,
	description: 'Text of the SMS to people who were not reached',
};

/** The number that people see. */
export const callerIdField: Field = {
	displayName: 'Caller ID',
	name: 'callerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCallerIdNumbers', searchable: true },
		},
		{
			displayName: 'By Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. +77086469620',
		},
	],
	api: 'caller_id',
	parse: located(phoneNumber()),
	description:
		'Number that people see, one of those you rent; if left out, AutoCall.kz uses one of its own',
};

/** How many times to call someone who was not reached. */
export const maxTriesField: Field = {
	displayName: 'Max Tries',
	name: 'maxTries',
	type: 'options',
	options: [1, 2, 3, 4].map((tries) => ({ name: String(tries), value: tries })),
	default: 1,
	api: 'max_tries',
	description: 'How many times to call someone who was not reached',
};

/** Whether calls are recorded. */
export const recordField: Field = {
	displayName: 'Record Calls',
	name: 'record',
	type: 'boolean',
	default: false,
	api: 'record',
	description:
		'Whether to record the calls, so that Call → Get Recording can download them; each recording is charged',
};

/** The fields of POST /autocalls, which its cost calculation takes as well. */
export const autocallFields: Field[] = [
	{ ...nameField, required: true },
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Regular',
				value: 'regular',
				description: 'People hear a sound',
			},
			{
				name: 'Interactive',
				value: 'interactive',
				description: 'People talk to a scenario that asks questions and reacts to the answers',
			},
		],
		default: 'regular',
		api: 'type',
		description: 'What people hear when they answer',
	},
	...soundFields,
	{
		...scenarioId,
		api: 'scenario_id',
		displayOptions: { show: { type: ['interactive'] } },
		description: 'The scenario that talks to people',
	},
	...campaignContactFields,
	...[textAfterAnswer, textIfUnanswered].map((text) =>
		onExpressionNotice('additionalFields', text),
	),
	additionalFields([
		callbackUrlField,
		callerIdField,
		clientIdField(60),
		maxTriesField,
		{
			displayName: 'More Sound Names or IDs',
			name: 'moreSoundIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getSounds' },
			default: [],
			displayOptions: { show: { '/type': ['regular'] } },
			description:
				'Further sounds to use along with the first. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		recordField,
		{
			displayName: 'SMS After Answer',
			name: 'sms',
			type: 'boolean',
			default: false,
			api: 'sms',
			description:
				'Whether to send an SMS to people who were reached. Not needed when SMS Text After Answer is set.',
		},
		{
			displayName: 'SMS if Unanswered',
			name: 'smsUnanswered',
			type: 'boolean',
			default: false,
			api: 'sms_unanswered',
			description:
				'Whether to send an SMS to people who were not reached. Not needed when SMS Text if Unanswered is set.',
		},
		textAfterAnswer,
		textIfUnanswered,
		startDateField,
		...hoursFields,
		triesIntervalField,
		{
			displayName: 'Wait for Callbacks',
			name: 'lifetime',
			type: 'boolean',
			default: false,
			api: 'lifetime',
			description: 'Whether to wait for people to call back; those who do count as reached',
		},
	]),
];
