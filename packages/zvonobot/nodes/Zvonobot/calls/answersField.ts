import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../../../nodes/shared/declaration/field';
import { InvalidValue, isBlank, oneOf } from '../../../../../nodes/shared/declaration/parsers';
import { ivrsOf, placed, WEBHOOK_URL_MAX } from './ivrs';
import { VOICES } from './messageFields';

/** An answer as the editor keeps it. */
interface KeptAnswer {
	givenBy?: unknown;
	digit?: unknown;
	keyWords?: unknown;
	actions?: IDataObject;
}

const actionFields: Field[] = [
	{
		displayName: 'Audio ID',
		name: 'audioId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6001',
		description: 'Plays this audio file of your account; Audio → Create gives its ID',
	},
	{
		displayName: 'Add to Blacklist',
		name: 'needBlock',
		type: 'boolean',
		default: false,
		description: 'Whether the person is never called again from your account',
	},
	{
		displayName: 'Audio Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A file or a recording' },
			{ name: 'Text', value: 'text', description: 'A text that is spoken' },
		],
		default: 'file',
		description: 'What the audio is made of, if Zvonobot asks for it',
	},
	{
		displayName: 'Connect to Phone',
		name: 'managerPhone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +7 727 123 45 67',
		description: 'Connects the person with this number',
	},
	{
		displayName: 'Email Delay (Minutes)',
		name: 'emailTimeout',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'How many minutes later the email is sent that your account is set up for',
	},
	{
		displayName: 'Further Answers (JSON)',
		name: 'ivrs',
		type: 'json',
		default: '[]',
		hint: 'For example: [{ "digit": 1, "smsText": "Thank you!" }, { "digit": 2, "needBlock": 1 }]',
		description:
			'The answers to what is asked here, as an array in the API\'s form. Each may have "ivrs" in turn.',
	},
	{
		displayName: 'Recognize Speech',
		name: 'recognize',
		type: 'boolean',
		default: false,
		description: 'Whether to turn what the person says into text',
	},
	{
		displayName: 'SMS Channel',
		name: 'smsChannel',
		type: 'string',
		default: '',
		description: 'The channel that the SMS goes through; VIRTA if left out',
	},
	{
		displayName: 'SMS Template ID',
		name: 'smsTemplateId',
		type: 'string',
		default: '',
		description: 'Sends the text of this SMS template, which a moderator has to have released',
	},
	{
		displayName: 'SMS Text',
		name: 'smsText',
		type: 'string',
		default: '',
		description: 'Sends an SMS with this text, at most 70 characters',
	},
	{
		displayName: 'Text to Speak',
		name: 'text',
		type: 'string',
		default: '',
		description: 'Speaks this text, at most 1024 characters',
	},
	{
		displayName: 'Time to Answer (Seconds)',
		name: 'recognitionTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 15, numberPrecision: 0 },
		default: 7,
		description: 'How long the person may speak, with Any Words; 1 to 15 seconds',
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
		description: 'The voice that speaks the text',
	},
	{
		displayName: 'Webhook Headers (JSON)',
		name: 'webhookHeaders',
		type: 'json',
		default: '{}',
		description: 'Headers that the webhook of this answer has',
	},
	{
		displayName: 'Webhook Parameters (JSON)',
		name: 'webhookParameters',
		type: 'json',
		default: '{}',
		description:
			'Fields of your own that the webhook of this answer brings along, such as the ID of a deal',
	},
	{
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. the URL of Zvonobot Trigger',
		description: `Address that is told of this answer at once, such as that of Zvonobot Trigger; at most ${WEBHOOK_URL_MAX} characters`,
	},
];

/** The actions at each answer. */
export const answersField: Field = {
	displayName: 'Answers',
	name: 'answers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Answer',
	default: {},
	api: 'ivrs',
	parse: answersOf,
	description: 'What happens when the person presses a key or says something',
	options: [
		{
			displayName: 'Answer',
			name: 'answer',
			values: [
				{
					displayName: 'Given By',
					name: 'givenBy',
					type: 'options',
					options: [
						{ name: 'Any Words', value: 'anyWord', description: 'Whatever the person says' },
						{ name: 'Key', value: 'digit', description: 'A key from 0 to 9' },
						{
							name: 'Staying on the Line',
							value: 'stay',
							description: 'The person gives none of the other answers, and does not hang up',
						},
						{ name: 'Words', value: 'keyWords', description: 'One of several words' },
					],
					default: 'digit',
					description: 'How the person answers',
				},
				{
					displayName: 'Key',
					name: 'digit',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 9, numberPrecision: 0 },
					default: 1,
					displayOptions: { show: { givenBy: ['digit'] } },
					description: 'The key that is pressed, 0 to 9',
				},
				{
					displayName: 'Words',
					name: 'keyWords',
					type: 'string',
					default: '',
					placeholder: 'e.g. yes, of course, sure',
					displayOptions: { show: { givenBy: ['keyWords'] } },
					description: 'The words that count as this answer, separated by commas',
				},
				{
					displayName: 'Actions',
					name: 'actions',
					type: 'collection',
					placeholder: 'Add Action',
					default: {},
					options: actionFields,
				},
			],
		},
	],
};

/**
 * The answers of the editor in the API's form.
 *
 * @throws InvalidValue that names the answer and the part
 */
function answersOf(value: unknown): IDataObject[] | undefined {
	if (typeof value !== 'object' || value === null)
		throw new InvalidValue('must be a list of answers');
	const { answer = [] } = value as { answer?: KeptAnswer[] };
	if (!Array.isArray(answer)) throw new InvalidValue('must be a list of answers');
	return answer.length === 0 ? undefined : ivrsOf(answer.map(ivrOf));
}

/** As the editor adds an answer. What an expression leaves empty isn't replaced by it. */
const ADDED: KeptAnswer = { givenBy: 'digit', digit: 1, actions: {} };

function ivrOf(answer: KeptAnswer, index: number): IDataObject {
	try {
		const { actions, ...how } = { ...ADDED, ...answer };
		const { audioId, text, source, voiceGender = 'female', ...others } = actions ?? {};
		const gender = chosen('Voice', VOICES, voiceGender);
		if (!isBlank(audioId) && !isBlank(text)) {
			throw new InvalidValue('has an Audio ID and a Text to Speak, but only one can be heard');
		}
		const speech = { text, gender: VOICES.indexOf(gender), source };
		const record = isBlank(audioId)
			? isBlank(text)
				? undefined
				: speech
			: { id: audioId, source };
		return { ...given(how), ...withoutEmpty(others), record };
	} catch (error) {
		throw placed(`answer ${index + 1}`, error);
	}
}

/** Each way of answering, as the API has it. */
const WAYS: Record<string, (answer: KeptAnswer) => IDataObject> = {
	digit: ({ digit }) => ({ digit: required('Key', digit) }),
	keyWords: ({ keyWords }) => ({ keyWords: required('Words', keyWords) }),
	anyWord: () => ({ anyWord: 1 }),
	stay: () => ({}),
};

function given(answer: KeptAnswer): IDataObject {
	const way = chosen('Given By', Object.keys(WAYS), answer.givenBy);
	return (WAYS[way] as (typeof WAYS)[string])(answer);
}

function required(label: string, value: unknown): IDataObject[string] {
	if (isBlank(value)) throw new InvalidValue(`${label} is required, but is empty`);
	return value as IDataObject[string];
}

function chosen(label: string, choices: string[], value: unknown): string {
	try {
		return oneOf(choices)(value) as string;
	} catch (error) {
		throw placed(label, error);
	}
}

/** JSON parameters as the editor adds them, before anything is written, stand for nothing. */
function withoutEmpty(actions: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(actions).filter(([, value]) => value !== '{}' && value !== '[]'),
	);
}
