import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parser } from './parsers';

/**
 * One parameter of the node: an n8n parameter, plus how its value is sent to the API.
 *
 * `displayOptions` holds only what depends on other parameters of the operation (the resource and the
 * operation themselves are added by `buildProperties`).
 */
export interface Field extends Omit<INodeProperties, 'options'> {
	/**
	 * The API's field that carries the value, as Laravel names it in its messages: `time_from`, or
	 * `data.0.text` for a nested one. A field without it is read by the operation itself.
	 */
	api?: string;
	/**
	 * Checks the value and returns the value to send. When left out, it follows from the parameter:
	 * its type, `options`, and `typeOptions` (`minValue`, `maxValue`). A date needs one, as services have zones.
	 */
	parse?: Parser;
	/** Set on texts that people get: those of SMS may hold variables, spoken ones may not. */
	message?: 'sms' | 'speech';
	/** Set on names for the person's own use: the first item's may stand for all items. */
	isOwnName?: boolean;
	/** API field that the operation itself fills from this parameter; names it in messages, as `api` does. */
	reports?: string;
	/**
	 * Whether it protects money or people, so that no agent's model may set it: it takes a fixed value only,
	 * and n8n offers no button to let the model define it.
	 */
	protects?: boolean;
	/**
	 * Whether a blank is refused once it was added to a collection, because what holds without it would surprise:
	 * an expression that returns nothing would start a campaign today. n8n takes `required` for fields that
	 * weren't added too.
	 */
	neverBlank?: boolean;
	/** Set where its API field is the list of contacts, so that messages about an entry name the contact. */
	holdsContacts?: boolean;
	options?: Array<INodePropertyOptions | Field | FieldGroup>;
}

/** A group of a fixed collection. */
export interface FieldGroup {
	displayName: string;
	name: string;
	values: Field[];
}

/** The fields inside a collection parameter; none for other types. */
export function fieldsWithin(field: Field): Field[] {
	return field.type === 'collection' ? (field.options as Field[]) : [];
}

/** The values that a drop-down offers; none for other types. */
export function choicesOf(field: Field): Array<INodePropertyOptions['value']> {
	if (field.type !== 'options' && field.type !== 'multiOptions') return [];
	return (field.options ?? []).map((option) => (option as INodePropertyOptions).value);
}

/** Orders two English labels. ICU's collator would take longer to start than most of the package takes to load. */
export function byLabel(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
