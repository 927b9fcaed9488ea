import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../service/defineOperation';
import { calendarDate } from '../../service/dates';
import { phoneNumber } from '../../service/numbers';
import { limitOf } from '../../../shared/execution/collectPages';
import type { Field } from '../../../shared/declaration/field';
import { autocallId } from '../locators';
import { historyOf } from './history';
import { CALL_STATUSES } from './results';

const dateField = (field: Pick<Field, 'displayName' | 'name' | 'api' | 'description'>): Field => ({
	...field,
	type: 'dateTime',
	default: '',
	required: true,
	parse: calendarDate,
});

export default defineOperation({
	name: 'Get History',
	action: 'Get the call history',
	description: 'Get the calls of all autocalls created between two days, each with its autocall',
	endpoint: 'GET /autocalls',
	fields: [
		dateField({
			displayName: 'Created From',
			name: 'dateFrom',
			api: 'date_from',
			description: 'Calls of autocalls created on this day or later (Almaty time)',
		}),
		dateField({
			displayName: 'Created Until',
			name: 'dateTo',
			api: 'date_to',
			description: 'Calls of autocalls created on this day or earlier (Almaty time)',
		}),
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					...autocallId,
					required: false,
					neverBlank: true,
					description: 'Only the calls of this autocall',
				},
				{
					displayName: 'Number',
					name: 'number',
					type: 'string',
					default: '',
					neverBlank: true,
					placeholder: 'e.g. +7 701 123 45 67',
					parse: phoneNumber(),
					description: 'Only the calls to this number, in any usual format',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: CALL_STATUSES,
					default: 'success',
					description: 'Only the calls with this result',
				},
			],
		},
	],
	pages: {},
	failures: {
		404: {
			message: 'The autocall of the filter was not found',
			description:
				'Your AutoCall.kz account has nothing with this ID. It may have been deleted, or belong to another account. Check Filters → Autocall.',
		},
	},
	async run(call) {
		const { parameters, context } = call;
		const number = parameters.get<string>('filters.number');
		const status = parameters.get<string>('filters.status');
		const isFiltered = number !== undefined || status !== undefined;
		const isWanted = (record: IDataObject) =>
			(number === undefined || record.number === number) &&
			(status === undefined || record.status === status);
		return context.helpers.returnJsonArray(
			await historyOf(call, limitOf(call), isFiltered ? isWanted : undefined),
		);
	},
});
