import omit from 'lodash/omit';

import { onlyWithFinalCost } from '../campaigns/finalCost';
import { calendarDate, clockTime } from '../service/dates';
import type { Field } from '../../shared/declaration/field';
import { text, webAddress } from '../../shared/declaration/parsers';

/** Name of a list, sound, scenario or campaign: 1 to 40 characters in every endpoint. */
export const nameField: Field = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Payment reminder, November',
	api: 'name',
	parse: text({ min: 1, max: 40 }),
	isOwnName: true,
	description: 'Name to find it by at autocall.kz, at most 40 characters',
};

/** The person's own ID of the object. @param max characters; 256 for lists, 60 elsewhere */
export function clientIdField(max: number): Field {
	const bounded = text({ max });
	return {
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		api: 'client_id',
		// Laravel trims spaces: the object would not be found by an ID that has them.
		parse: (value) => (bounded(value) as string).trim(),
		isOwnName: true,
		description: `Your own ID for it, such as the deal ID in your CRM, at most ${max} characters`,
	};
}

/** The address for reports of the service. */
export const callbackUrlField: Field = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/reports',
	api: 'callback_url',
	parse: webAddress(256),
	description:
		'Address that AutoCall.kz sends reports of the campaign to, such as the URL of an n8n Webhook node',
};

/** The day on which a campaign starts. */
export const startDateField: Field = {
	displayName: 'Start Date',
	name: 'dateFrom',
	type: 'dateTime',
	default: '',
	api: 'date_from',
	neverBlank: true,
	parse: calendarDate,
	description: 'Day on which the campaign starts (Almaty time); today if left out',
};

/** A time of day of a campaign. */
export function timeField(
	field: Pick<Field, 'displayName' | 'name' | 'api' | 'placeholder' | 'description'> & {
		default?: string;
	},
): Field {
	return {
		default: '',
		...field,
		type: 'string',
		neverBlank: true,
		parse: clockTime,
		hint: 'Almaty time. Accounts may call and text from 11:00 to 20:30, unless AutoCall.kz support has set other hours.',
	};
}

/** The order of the same lists. */
export const sortOrder: Field = {
	displayName: 'Sort by Creation',
	name: 'order',
	type: 'options',
	options: [
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	default: 'desc',
	api: 'order',
	description: 'Order of the results',
};

const filterFields: Field[] = [
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		api: 'client_id',
		neverBlank: true,
		// Longer ones exist nowhere, and would not fit into an address.
		parse: text({ max: 1000 }),
		description: 'Only those with this ID of your own',
	},
	{
		displayName: 'Created From',
		name: 'dateFrom',
		type: 'dateTime',
		default: '',
		api: 'date_from',
		parse: calendarDate,
		description: 'Only those created on this day or later (Almaty time)',
	},
	{
		displayName: 'Created Until',
		name: 'dateTo',
		type: 'dateTime',
		default: '',
		api: 'date_to',
		parse: calendarDate,
		description: 'Only those created on this day or earlier (Almaty time)',
	},
];

/** Filters of GET /lists. */
export const listFilters: Field[] = [filtersOf(filterFields)];

/** Filters of GET /autocalls and GET /bulks. */
export const campaignFilters: Field[] = [filtersOf([...filterFields, onlyWithFinalCost])];

function filtersOf(options: Field[]): Field {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options,
	};
}

/** A collection of optional fields for a create. */
export function additionalFields(options: Field[]): Field {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options,
	};
}

/** A collection of the fields that an update can change; fields that aren't added, or are blank, stay unchanged. */
export function updateFields(options: Field[]): Field {
	return {
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: options.map((field) => omit(field, 'neverBlank')),
	};
}
