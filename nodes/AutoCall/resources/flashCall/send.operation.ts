import { defineOperation } from '../../service/defineOperation';
import { FLASH_CALL_CODES, phoneNumber } from '../../service/numbers';
import { text } from '../../../shared/declaration/parsers';

export default defineOperation({
	name: 'Send',
	action: 'Send a flash call to verify a phone number',
	description:
		'Ring a phone from a number that ends with a code, and get the code to compare with what the person enters',
	endpoint: 'POST /flash-calls',
	returns: 'code',
	fields: [
		{
			displayName: 'Number',
			name: 'number',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +7 701 123 45 67',
			api: 'number',
			parse: phoneNumber(FLASH_CALL_CODES),
			hint: 'At most 3 calls to the same number within 5 minutes',
			description: 'Phone number in Kazakhstan to ring, in any usual format',
		},
		{
			displayName: 'Code Source',
			name: 'codeSource',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Chosen by AutoCall.kz',
					value: 'digits',
					description: 'A random code; this always works',
				},
				{
					name: 'My Own',
					value: 'code',
					description: 'Your own code; refused when no free number ends with it',
				},
			],
			default: 'digits',
			description: 'Who chooses the code',
		},
		{
			displayName: 'Code Length',
			name: 'digits',
			type: 'number',
			typeOptions: { minValue: 3, maxValue: 6, numberPrecision: 0 },
			default: 4,
			required: true,
			displayOptions: { show: { codeSource: ['digits'] } },
			api: 'digits',
			description: 'Length of the code, 3 to 6 digits',
		},
		{
			displayName: 'Own Code',
			name: 'code',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 7482',
			displayOptions: { show: { codeSource: ['code'] } },
			api: 'code',
			parse: text({ pattern: /^\d{3,6}$/, patternText: 'must be 3 to 6 digits' }),
			description: 'The code that the calling number ends with, 3 to 6 digits',
		},
	],
	waitWhenRefused: false,
	failures: {
		429: {
			message:
				'AutoCall.kz refused the flash call: too many requests, or too many calls to this number',
			description:
				'The same number can be rung at most 3 times within 5 minutes. No call was made.',
		},
	},
	howToCheck:
		'The phone may have rung: ask its owner, or check Payment → Get Many for the charge, before you call again.',
});
