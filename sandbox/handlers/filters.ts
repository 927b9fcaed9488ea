import { isDate } from '../clock';
import { FieldErrors } from '../errors';
import type { ApiCall } from './handler';

interface Filterable {
	id: number;
	client_id: string | null;
	created_at: string;
}

/** Newest first, as the service lists things. */
export function newestFirst<Row extends { id: number; created_at: string }>(
	rows: readonly Row[],
): Row[] {
	return [...rows].sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id);
}

/**
 * The rows that match `date_from`, `date_to` (both inclusive, days in Almaty) and `client_id`, in the
 * requested `order`.
 * @throws HttpError 422 for a date that is not `Y-m-d`
 */
export function filterRows<Row extends Filterable>(
	{ query }: ApiCall,
	rows: readonly Row[],
): Row[] {
	const errors = new FieldErrors();
	for (const field of ['date_from', 'date_to'] as const) {
		const date = query[field];
		if (date !== undefined && !isDate(date)) {
			errors.add(field, `Поле ${field} должно быть датой в формате Y-m-d.`);
		}
	}
	errors.throwIfAny();
	const { date_from: from, date_to: to, client_id: clientId, order } = query;
	const left = rows.filter((row) => {
		const day = row.created_at.slice(0, 10);
		return (
			(from === undefined || day >= from) &&
			(to === undefined || day <= to) &&
			(clientId === undefined || row.client_id === clientId)
		);
	});
	const sorted = newestFirst(left);
	return order === 'asc' ? sorted.reverse() : sorted;
}
