import type { IDataObject } from 'n8n-workflow';

import { valueAt } from '../runtime/dotPath';
import type { ItemParameters } from '../runtime/itemParameters';
import type { OperationCall } from '../runtime/operationCall';
import { InvalidValue, shown } from '../runtime/rules';
import { contactCheck, type Contact, type ContactBounds, type GivenContact } from './contact';

/** How many invalid contacts an error names. */
const NAMED_IN_ERROR = 10;

/** What became of the contacts that were given; part of the output. */
export interface ContactsReport {
	/** How many are sent. */
	sent: number;
	/** How many were left out because their number came before. */
	duplicatesRemoved: number;
	/** Which were left out because they aren't valid. */
	invalidLeftOut: Array<{ contact: string; number: string | number; reason: string }>;
}

/** The contacts to send, and what became of the others. */
export interface CollectedContacts {
	contacts: Contact[];
	report: ContactsReport;
}

/**
 * Gathers and checks the contacts of a call from its source (input items, defined, JSON).
 *
 * @throws NodeOperationError when some are invalid and Invalid Numbers says to stop (naming the first
 * ten), or when none is left
 */
export function collectContacts(call: OperationCall, bounds: ContactBounds): CollectedContacts {
	const { parameters } = call;
	const check = contactCheck(bounds);
	const numbers = new Set<string>();
	const unique = parameters.get<boolean>('removeDuplicates');
	const stopsAtInvalid = parameters.get('invalidNumbers') === 'fail';
	const contacts: Contact[] = [];
	const report: ContactsReport = { sent: 0, duplicatesRemoved: 0, invalidLeftOut: [] };
	for (const { place, given } of givenContacts(call)) {
		try {
			const contact = check(given);
			if (unique && numbers.has(contact.number)) {
				report.duplicatesRemoved++;
			} else {
				numbers.add(contact.number);
				contacts.push(contact);
			}
		} catch (error) {
			if (!(error instanceof InvalidValue)) throw error; // eslint-disable-line @n8n/community-nodes/require-node-api-error -- a fault of ours, shown as it is
			report.invalidLeftOut.push({
				contact: place,
				number: isWritten(given.number) ? given.number : shown(given.number),
				reason: error.message,
			});
		}
	}
	const { invalidLeftOut } = report;
	if (invalidLeftOut.length > 0 && stopsAtInvalid) {
		throw parameters.invalid(
			'Contacts',
			`has ${invalidLeftOut.length} that cannot be sent: ${named(invalidLeftOut)}`,
			'Nothing was sent. Correct them, or set Invalid Numbers to Leave Out.',
		);
	}
	if (contacts.length === 0) {
		throw parameters.invalid(
			'Contacts',
			'has nobody to send to',
			'Nobody was given, or all were left out as invalid. Nothing was sent.',
		);
	}
	report.sent = contacts.length;
	return { contacts, report };
}

/** Whether a number is one that can be given back as it came. */
function isWritten(number: unknown): number is string | number {
	return typeof number === 'string' || typeof number === 'number';
}

function named(invalid: ContactsReport['invalidLeftOut']): string {
	const lines = invalid
		.slice(0, NAMED_IN_ERROR)
		.map(({ contact, reason }) => `${contact}: ${reason}`);
	const more = invalid.length - lines.length;
	return lines.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function* givenContacts(call: OperationCall): Generator<{ place: string; given: GivenContact }> {
	switch (call.parameters.get('contactsSource')) {
		case 'inputItems':
			yield* fromInputItems(call);
			break;
		case 'define':
			yield* fromEntries(definedContacts(call));
			break;
		default:
			yield* fromEntries(jsonContacts(call));
	}
}

function* fromInputItems({ context, parameters }: OperationCall): Generator<{
	place: string;
	given: GivenContact;
}> {
	const numberField = parameters.get<string>('numberField') as string;
	const extraField = parameters.get<string>('extraField');
	const variables = variablesByName(parameters);
	for (const [item, { json }] of context.getInputData().entries()) {
		yield {
			place: `item ${item}`,
			given: {
				number: fieldOf(json, numberField),
				extra: extraField && fieldOf(json, extraField),
				variables: Object.fromEntries(
					variables.map(([name, field]) => [name, fieldOf(json, field)]),
				),
			},
		};
	}
}

/** The fields that become variables, each with the variable's name: the last part of its path. */
function variablesByName(parameters: ItemParameters): Array<[name: string, field: string]> {
	const fields = new Map<string, string>();
	for (const entry of (parameters.get<string>('variableFields') ?? '').split(',')) {
		const field = entry.trim();
		const name = field.split('.').at(-1) as string;
		const other = fields.get(name) ?? field;
		if (other !== field) {
			throw parameters.invalid(
				'Variable Fields',
				`has two fields for the variable "${name}": ${other} and ${field}`,
				'Rename one of them, for instance with an Edit Fields node before this one.',
			);
		}
		if (field !== '') fields.set(name, field);
	}
	return [...fields];
}

/** A field by its own name, or by its path in nested data. */
function fieldOf(json: IDataObject, field: string): unknown {
	return Object.prototype.hasOwnProperty.call(json, field) ? json[field] : valueAt(json, field);
}

function* fromEntries(entries: unknown[]): Generator<{ place: string; given: GivenContact }> {
	for (const [index, entry] of entries.entries()) {
		const given = typeof entry === 'object' && entry !== null ? entry : { number: entry };
		yield { place: `contact ${index + 1}`, given: given as GivenContact };
	}
}

function definedContacts({ context, itemIndex, parameters }: OperationCall): GivenContact[] {
	const { contact = [] } = context.getNodeParameter('contacts', itemIndex, {}) as {
		contact?: GivenContact[];
	};
	return contact.map(({ variables, ...rest }, index) => ({
		...rest,
		variables: parsed(variables, () =>
			parameters.invalid(`Contacts, contact ${index + 1}, Variables`, 'must be valid JSON'),
		),
	}));
}

function jsonContacts({ context, itemIndex, parameters }: OperationCall): unknown[] {
	const notAList = () => parameters.invalid('Contacts (JSON)', 'must be an array of contacts');
	const list = parsed(context.getNodeParameter('contactsJson', itemIndex), notAList);
	if (!Array.isArray(list)) throw notAList();
	return list;
}

function parsed(value: unknown, fault: () => Error): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value;
	try {
		return JSON.parse(value);
	} catch {
		throw fault();
	}
}
