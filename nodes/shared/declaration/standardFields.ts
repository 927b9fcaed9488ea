import { rateInWords } from '../transport/rateWindow';
import type { Service } from '../transport/service';
import { byLabel, type Field } from './field';
import { webAddress } from './parsers';

/** The parts of an operation from which fields follow. */
interface FieldSources {
	fields: Field[];
	options: Field[];
	pages?: unknown;
	simplify?: unknown;
	isPublic?: boolean;
	creates: boolean;
}

/**
 * All fields of an operation in the order n8n shows them: its own, those that follow from its kind,
 * and the collections of optional ones last.
 */
export function withStandardFields(
	service: Service,
	{ fields, options, pages, simplify, isPublic, creates }: FieldSources,
): Field[] {
	return [
		...fields.filter(({ type }) => type !== 'collection'),
		...(pages ? pagingFields : []),
		...(simplify ? [simplifyField] : []),
		...fields.filter(({ type }) => type === 'collection'),
		optionsField([
			...(isPublic ? [baseUrlOption(service)] : []),
			...(creates ? [duplicateProtectionOption] : []),
			responseTimeoutOption(service),
			maxWaitOption(service),
			...options,
		]),
	];
}

/** Return All and Limit, as n8n words them. */
const pagingFields: Field[] = [
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

function baseUrlOption({ name, credential: { defaultAddress } }: Service): Field {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		protects: true,
		default: defaultAddress,
		parse: webAddress(2048),
		description: `Address of the ${name} API, as in the credential. Change it only to use a proxy or a test server.`,
	};
}

/** The label of the option that bounds all waits, as messages name it. */
export const MAX_WAIT = 'Options → Max Wait';

function maxWaitOption({ limit }: Service): Field {
	const allowed = limit && ` (${rateInWords(limit)})`;
	return {
		displayName: 'Max Wait',
		name: 'longestWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3600, numberPrecision: 0 },
		default: 120,
		description: `How many seconds a request may wait for the rate limit${allowed ?? ''}, and how long the node looks for an object whose response was lost; 0 to fail at once`,
	};
}

function responseTimeoutOption({ name }: Service): Field {
	return {
		displayName: 'Response Timeout',
		name: 'answerTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 600, numberPrecision: 0 },
		default: 120,
		description: `How many seconds ${name} may take to respond to one request`,
	};
}

const duplicateProtectionOption: Field = {
	displayName: 'Duplicate Protection',
	name: 'duplicateProtection',
	type: 'boolean',
	protects: true,
	default: true,
	description:
		'Whether to prevent sending twice: the node looks for the result of a request that may have been carried out, and Retry On Fail leaves out finished items',
};

function optionsField(options: Field[]): Field {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.sort((a, b) => byLabel(a.displayName, b.displayName)),
	};
}
