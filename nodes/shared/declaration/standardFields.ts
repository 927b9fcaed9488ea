import { fieldsWithin, type Field } from './field';
import { createsSomething, type Operation } from './operation';
import { webAddress } from './parsers';
import { DEFAULT_BASE_URL } from '../transport/address';

/**
 * All fields of an operation in the order n8n shows them: its own, those that follow from what it
 * is, and the collections of optional ones last.
 */
export function fieldsOf(operation: Operation): Field[] {
	const known = allFields.get(operation) ?? gather(operation);
	allFields.set(operation, known);
	return known;
}

const allFields = new WeakMap<Operation, Field[]>();

function gather(operation: Operation): Field[] {
	const { fields = [], pages, simplify, isPublic } = operation;
	const ownOptions = fields.filter(({ name }) => name === 'options').flatMap(fieldsWithin);
	return [
		...fields.filter(({ type }) => type !== 'collection'),
		...(pages ? pagingFields : []),
		...(simplify ? [simplifyField] : []),
		...fields.filter(({ type, name }) => type === 'collection' && name !== 'options'),
		optionsField([
			...(isPublic ? [baseUrlOption] : []),
			...(createsSomething(operation) ? [duplicateProtectionOption] : []),
			answerTimeoutOption,
			longestWaitOption,
			...ownOptions,
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

const baseUrlOption: Field = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	protects: true,
	default: DEFAULT_BASE_URL,
	parse: webAddress(2048),
	description:
		'Address of the AutoCall.kz API, as in the credential. Change it only to go through a proxy or to a test server.',
};

const longestWaitOption: Field = {
	displayName: 'Longest Wait',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3600, numberPrecision: 0 },
	default: 120,
	description:
		'How many seconds a request may wait when the requests that AutoCall.kz allows (300 a minute) are used up, and how long something whose answer was lost is looked for; 0 to fail at once',
};

const answerTimeoutOption: Field = {
	displayName: 'Answer Timeout',
	name: 'answerTimeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 600, numberPrecision: 0 },
	default: 120,
	description: 'How many seconds AutoCall.kz may take to answer one request',
};

const duplicateProtectionOption: Field = {
	displayName: 'Duplicate Protection',
	name: 'duplicateProtection',
	type: 'boolean',
	protects: true,
	default: true,
	description:
		'Whether to make sure that nothing is sent twice: what may have been carried out is looked for and not sent again, and Retry On Fail leaves out the items that already went through',
};

function optionsField(options: Field[]): Field {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	};
}
