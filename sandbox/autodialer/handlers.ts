import { HttpError } from '../errors';
import { ok, withBody, type Handlers } from '../handlers/handler';
import type { AutodialerContext, DialedRow, RowParts } from './context';

interface Row extends RowParts {
	statdialertime?: string;
	stopdialertime?: string;
	maxcount?: string;
	generationtype?: string;
}

type Query<Fields> = { query: Fields };

/** The handler of each operation of the contract, by operationId. */
export const handlers: Handlers<AutodialerContext> = {
	make: withBody<Query<{ data: Row[] }>, AutodialerContext>(({ context, body }) => {
		// IDs of 17 digits, as in the manual: more than a number of JavaScript holds.
		const taskId = `40133707${String(++context.lastTask).padStart(9, '0')}`;
		const isCorrect = (row: Row) =>
			/^8\d{10}$/.test(row.phone) &&
			!context.refusedNumbers.has(row.phone) &&
			context.scenarios.has(row.generationtype ?? '');
		const phones = new Set<string>();
		let [correct, inserted] = [0, 0];
		let before: Partial<Row> = {};
		for (const row of body.query.data) {
			const whole = { ...before, ...row };
			before = whole;
			if (!isCorrect(whole)) continue;
			correct += 1;
			if (phones.has(whole.phone)) continue;
			phones.add(whole.phone);
			inserted += 1;
			const { statdialertime: start, stopdialertime: stop, maxcount, ...parts } = whole;
			add(context, { ...parts, taskId, start, stop }, maxcount);
		}
		const lines = body.query.data.length;
		return ok({
			report: {
				...{ lines: String(lines), ok: String(correct), inserted: String(inserted) },
				...{ errorcode: inserted === lines ? '0' : '2', id: taskId },
			},
		});
	}),

	newcall: withBody<
		Query<Row & { access_token: string; timestart?: string; timestop?: string }>,
		AutodialerContext
	>(({ context, body }) => {
		const { timestart: start, timestop: stop, maxcount, access_token, ...parts } = body.query;
		const isTaken = /^8\d{10}$/.test(parts.phone) && !context.refusedNumbers.has(parts.phone);
		const taskId = String(++context.lastTask);
		if (isTaken) add(context, { ...parts, taskId, start, stop }, maxcount);
		return ok({ QUERY_ID: Number(taskId), QUERY_COUNT: isTaken ? 1 : 0 });
	}),

	cdr: withBody<Query<{ date_from: string; date_to: string; to?: string }>, AutodialerContext>(
		({ context, body }) => {
			const { date_from: from, date_to: last, to } = body.query;
			if (from > last) throw new HttpError(422, { message: 'date_from is after date_to' });
			const found = context.history.filter(({ TIME, DST }) => {
				const day = TIME.slice(0, 10);
				return day >= from && day <= last && (to === undefined || DST === to);
			});
			return ok(found);
		},
	),
};

type Draft = Omit<DialedRow, 'tries' | 'isOver' | 'maxcount'>;

function add({ rows }: AutodialerContext, draft: Draft, maxcount = '1'): void {
	rows.push({ ...draft, maxcount: Number(maxcount), tries: 0, isOver: false });
}
