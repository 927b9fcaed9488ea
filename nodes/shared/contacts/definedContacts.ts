import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../call/operationCall';
import { isBlank, shown } from '../declaration/parsers';
import type { GivenContact } from './contact';

/** A contact as Define Below keeps it. */
interface DefinedContact extends GivenContact {
	/** Variables as name and value. */
	variableValues?: { variable?: Array<{ name?: unknown; value?: unknown }> };
	/** Variables as JSON, from workflows older than the rows of names and values. */
	variables?: unknown;
}

/**
 * The contacts that are defined in the node.
 *
 * @throws NodeOperationError when variables are no JSON, or one is there twice
 */
export function definedContacts({ parameters }: OperationCall): GivenContact[] {
	const { contact = [] } = (parameters.given('contacts') ?? {}) as { contact?: DefinedContact[] };
	return contact.map(({ variableValues, variables, ...rest }, index) => {
		const label = `Contacts, contact ${index + 1}, Variables`;
		const older = parsedJson(variables, () => parameters.invalid(label, 'must be valid JSON'));
		const rows = (variableValues?.variable ?? []).filter(
			({ name, value }) => !isBlank(name) || !isBlank(value),
		);
		if (rows.length === 0) return { ...rest, variables: older };
		const values = new Map(isBlank(older) ? [] : Object.entries(older as IDataObject));
		for (const { name, value } of rows) {
			const written = String(name ?? '').trim();
			if (values.has(written)) {
				throw parameters.invalid(label, `has the variable ${shown(written)} twice`);
			}
			values.set(written, value as string);
		}
		return { ...rest, variables: Object.fromEntries(values) };
	});
}

/** Parses a value that may be JSON text. @throws the given error when it is a text, but not JSON */
export function parsedJson(value: unknown, invalid: () => Error): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value;
	try {
		return JSON.parse(value);
	} catch {
		throw invalid();
	}
}
