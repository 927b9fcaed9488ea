import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { OperationCall } from '../call/operationCall';
import { asInvalidValue, shown } from '../declaration/parsers';
import { contactParser, type Contact, type ContactBounds, type ContactSource } from './contact';
import { contactSource } from './contactSource';

/** How many invalid contacts an error names. */
const NAMED_IN_ERROR = 10;

/** Counts of the contacts that are sent and left out; part of the output. */
export interface ContactsReport {
	/** How many are sent. */
	sent: number;
	/** How many were left out because their number came before. */
	duplicatesRemoved: number;
	/** Which were left out because they aren't valid. */
	invalidLeftOut: Array<{ contact: string; number: string | number; reason: string }>;
	/** Set when n8n used only one of several input items. */
	executeOnce?: string;
}

/** A contact that isn't sent, by its position among those given. */
export type OmittedContact = { position: number; number: string | number } & (
	| { reason: string }
	/** The index, among the contacts to send, of the one with the same number. */
	| { sameAs: number }
);

/** The checked contacts to send, and a report on the others. */
export interface CollectedContacts {
	/** Where they come from. */
	source: ContactSource;
	count: number;
	/** Yields the contacts in parts of at most `size`; each part is built on demand. */
	parts(size: number): Generator<Contact[]>;
	/** Yields each contact with its place among those given: `item 3`, `contact 4`. */
	placed(): Generator<[contact: Contact, place: string]>;
	/** The place of a contact among those given, by its index among those to send; nothing past the last one. */
	placeOf(index: number): string | undefined;
	/** The places of contacts to send that follow each other, by their first and last index: `item 3 to item 7`. */
	rangeOf(first: number, last: number): string;
	/** The position of each contact to send among those given. */
	positions: number[];
	/** Those that aren't sent, in the order in which they were given. */
	omitted: OmittedContact[];
	report: ContactsReport;
}

/** Whether the input items are the contacts, so that the operation runs once for all of them. */
export function contactsAreInputItems(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('contactsSource', 0) === 'inputItems';
}

/** Adds the report on the contacts to an output. */
export function withReport(output: IDataObject, report?: ContactsReport): IDataObject {
	return report ? { ...output, contactsReport: report as unknown as IDataObject } : output;
}

/**
 * Checks the contacts of a call from its source (input items, defined, JSON). They are built part by
 * part later, so that there is no second copy of a whole contact base.
 *
 * @param source left out where they weren't read before
 * @throws NodeOperationError when some are invalid and Invalid Numbers says to stop (naming the first
 * ten), or when none is left
 */
export function collectContacts(
	call: OperationCall,
	bounds: ContactBounds,
	source = contactSource(call, bounds.itemFields),
): CollectedContacts {
	const { parameters } = call;
	const parser = contactParser(bounds);
	const known = new Map<string, number>();
	const omitted: OmittedContact[] = [];
	const unique = parameters.get<boolean>('removeDuplicates');
	const stopsAtInvalid = parameters.get('invalidNumbers') === 'fail';
	const positions: number[] = [];
	const numbers: string[] = [];
	const report: ContactsReport = { sent: 0, duplicatesRemoved: 0, invalidLeftOut: [] };
	if (source.executeOnce !== undefined) report.executeOnce = source.executeOnce;
	for (let position = 0; position < source.count; position++) {
		const given = source.at(position);
		try {
			const number = parser.numberOf(given);
			const sameAs = known.get(number);
			if (sameAs !== undefined) {
				report.duplicatesRemoved++;
				omitted.push({ position, number, sameAs });
			} else {
				if (unique) known.set(number, positions.length);
				positions.push(position);
				numbers.push(number);
			}
		} catch (error) {
			const number = isWritten(given.number) ? given.number : shown(given.number);
			const reason = asInvalidValue(error).message;
			report.invalidLeftOut.push({ contact: source.placeOf(position), number, reason });
			omitted.push({ position, number, reason });
		}
	}
	const { invalidLeftOut } = report;
	if (invalidLeftOut.length > 0 && stopsAtInvalid) {
		throw parameters.invalid(
			'Contacts',
			`has invalid contacts (${invalidLeftOut.length}): ${named(invalidLeftOut)}`,
			'Nothing was sent. Correct them, or set Invalid Numbers to Leave Out.',
		);
	}
	if (positions.length === 0 && !(bounds.mayAllBeInvalid && omitted.length > 0)) {
		throw parameters.invalid(
			'Contacts',
			'has no valid contacts',
			'There were none, or all of them were left out as invalid. Nothing was sent.',
		);
	}
	report.sent = positions.length;
	const contactAt = (index: number) =>
		parser.contactOf(source.at(positions[index] as number), numbers[index] as string);
	const placeOf = (index: number) => {
		const position = positions[index];
		return position === undefined ? undefined : source.placeOf(position);
	};
	return {
		source,
		count: positions.length,
		positions,
		omitted,
		report,
		*parts(size) {
			for (let start = 0; start < positions.length; start += size) {
				const end = Math.min(start + size, positions.length);
				yield Array.from({ length: end - start }, (_none, index) => contactAt(start + index));
			}
		},
		placeOf,
		rangeOf: (first, last) =>
			first === last ? `${placeOf(first)}` : `${placeOf(first)} to ${placeOf(last)}`,
		*placed() {
			for (const [index, position] of positions.entries()) {
				yield [contactAt(index), source.placeOf(position)];
			}
		},
	};
}

/** Whether a number can be returned as it came. */
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
