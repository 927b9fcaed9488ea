import type { Field } from './field';
import type { Operation } from './operation';
import { webAddress } from './rules';
import { DEFAULT_BASE_URL } from '../transport/address';

/**
 * All fields of an operation in the order n8n shows them: its own, those that follow from what it
 * is, and the collections of optional ones last.
 */
export function fieldsOf({ fields = [], pages, simplify, isPublic }: Operation): Field[] {
	return [
		...fields.filter(({ type }) => type !== 'collection'),
		...(pages ? pagingFields : []),
		...(simplify ? [simplifyField] : []),
		...fields.filter(({ type }) => type === 'collection'),
		...(isPublic ? [publicOptions] : []),
	];
}

/** Return All and Limit, as n8n words them. */
export const pagingFields: Field[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		required: true,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

const simplifyField: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const publicOptions: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			rule: webAddress(2048),
			description:
				'Address of the AutoCall.kz API, as in the credential. Change it only to go through a proxy or to a test server.',
		},
	],
};
