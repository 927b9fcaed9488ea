import { isDate, isTimeOfDay } from '../clock';
import type { FieldErrors } from '../errors';
import type { AccountSettings } from '../store/entities';

/** The schedule of a campaign; a field that is absent is not checked. */
export interface Schedule {
	date_from?: string;
	time_from?: string;
	time_to?: string;
}

/**
 * Checks the day and the hours against what the account is allowed, adding every refusal to the errors.
 * @param current hours that stay unchanged when only one of them is changed
 */
export function checkSchedule(
	{ date_from: day, time_from: from, time_to: to }: Schedule,
	allowed: Pick<AccountSettings, 'time_from' | 'time_to'>,
	errors: FieldErrors,
	current: Pick<Schedule, 'time_from' | 'time_to'> = {},
): void {
	if (day !== undefined && !isDate(day)) {
		errors.add('date_from', 'Поле date_from должно быть датой в формате Y-m-d.');
	}
	checkTime('time_from', from, allowed, errors);
	checkTime('time_to', to, allowed, errors);
	if (from === undefined && to === undefined) return;
	const start = from ?? current.time_from;
	const end = to ?? current.time_to;
	if (errors.isEmpty && start !== undefined && end !== undefined && start >= end) {
		errors.add('time_to', 'Поле time_to должно быть позже time_from.');
	}
}

function checkTime(
	field: 'time_from' | 'time_to',
	time: string | undefined,
	allowed: Pick<AccountSettings, 'time_from' | 'time_to'>,
	errors: FieldErrors,
): void {
	if (time === undefined) return;
	if (!isTimeOfDay(time)) {
		errors.add(field, `Поле ${field} должно быть временем в формате H:i:s.`);
	} else if (time < allowed.time_from || time > allowed.time_to) {
		errors.add(field, `Поле ${field} должно быть между ${allowed.time_from} и ${allowed.time_to}.`);
	}
}
