import { createHash } from 'crypto';
import { sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { itemSlot } from '../../../../../../nodes/shared/call/memory';
import type { OperationCall } from '../../../../../../nodes/shared/call/operationCall';
import {
	collectContacts,
	contactsAreInputItems,
	withReport,
} from '../../../../../../nodes/shared/contacts/collectContacts';
import {
	ApiFailure,
	type FailureDetails,
} from '../../../../../../nodes/shared/transport/apiFailure';
import { leavesDoubt } from '../../../../../../nodes/shared/duplicates/doubt';
import type { AlreadyDone } from '../../../../../../nodes/shared/transport/failureWords';
import { asObject, defineOperation, unexpected } from '../../service/autodialer';
import {
	allowIdenticalOption,
	assertHours,
	dialingFields,
	phoneNumber,
} from '../../service/dialing';
import { assertKnownParts, rowFields, rowOf, rowSource } from '../../service/rows';

/** Most rows of one request. */
const ROWS_PER_REQUEST = 1000;

/** A request that was sent: the dialer's report, or the failure that leaves it open what became of it. */
interface Part {
	/** Of its numbers. */
	hash: string;
	report?: Report;
	doubt?: FailureDetails;
}

const sentParts = itemSlot<Part[]>('parts');

export default defineOperation({
	name: 'Create',
	action: 'Create a task of calls',
	description: 'Give the dialer rows to call, any number of them, 1,000 a request',
	endpoint: 'POST /make',
	fields: [...rowFields, ...dialingFields('query.statdialertime', 'query.stopdialertime', 8)],
	options: [allowIdenticalOption],
	takesAllItems: contactsAreInputItems,
	check(call) {
		assertHours(call);
		const contacts = collectContacts(call, { number: phoneNumber }, rowSource(call));
		assertKnownParts(call, contacts);
		return contacts;
	},
	effect: (call, contacts) =>
		call.parameters.get('options.allowIdentical')
			? undefined
			: {
					hash: JSON.stringify([call.request().body, [...contacts.placed()].map(([one]) => one)]),
					said: 'call the same people',
					advice: 'If several calls are meant, turn on Options → Allow Identical Calls.',
				},
	async run(call, contacts) {
		const sent = (call.isProtected && sentParts.get(call)) || [];
		sentParts.set(call, sent);
		let count = 0;
		for (const people of contacts.parts(ROWS_PER_REQUEST)) {
			const first = count;
			const rows = people.map((one) => rowOf(one, (contacts.positions[count++] as number) + 1));
			const hash = createHash('sha256')
				.update(rows.map(({ phone }) => phone).join())
				.digest('hex');
			const known = sent[first / ROWS_PER_REQUEST];
			if (known && known.hash !== hash) throw isAnother(call);
			if (known) continue;
			const [from, to] = [first, count - 1].map((index) => contacts.placeOf(index));
			const report = await send(call, rows, from, to).catch((error) => {
				if (leavesDoubt(error)) sent.push({ hash, doubt: error.details });
				throw error;
			});
			sent.push({ hash, report });
			call.alreadyDone = doneBy(sent, call.isProtected);
			call.progress.step(count, contacts.count, 'rows');
		}
		const { doubt } = sent.find((part) => part.doubt) ?? {};
		if (doubt) throw new ApiFailure(doubt);
		const { reports, ...sums } = summed(sent);
		const output = { ...sums, refused: contacts.count - sums.inserted, reports };
		return call.context.helpers.returnJsonArray(withReport(output, contacts.report));
	},
});

/** What the dialer says of one request, with the rows that it was about. */
interface Report extends IDataObject {
	lines: number;
	ok: number;
	inserted: number;
}

/** Sends one request. @throws ApiFailure */
async function send(
	call: OperationCall,
	rows: IDataObject[],
	from = '',
	to = from,
): Promise<Report> {
	const { body: given, ...request } = call.request();
	const words = {
		howToCheck: `This is about ${from} to ${to}. Look in your account at Autodialer whether they are there before you send them again.`,
	};
	const data = rows.map((row) => ({ ...row, ...asObject(given?.query) }));
	const { body } = await call.send({ ...request, words, body: { query: { data } } });
	const { id, lines, ok, inserted, errorcode } = asObject(body.report);
	const counts = { lines: Number(lines), ok: Number(ok), inserted: Number(inserted) };
	if (!Object.values(counts).every(Number.isInteger)) {
		throw unexpected({ words, repeatable: false });
	}
	return { id, from, to, ...counts, errorcode };
}

function summed(sent: Part[]) {
	const reports = sent.flatMap(({ report }) => report ?? []);
	const sum = (field: 'lines' | 'ok' | 'inserted') => sumBy(reports, field);
	const taskIds = reports.map(({ id }) => id);
	return { taskIds, lines: sum('lines'), ok: sum('ok'), inserted: sum('inserted'), reports };
}

/** What stays of a run that failed. */
function doneBy(sent: Part[], isProtected: boolean): AlreadyDone {
	const { inserted, reports } = summed(sent);
	return {
		what: `${inserted} rows are in the dialer, of ${reports.length} requests up to ${String(reports.at(-1)?.to)}`,
		advice: isProtected
			? 'Retry of the failed execution goes on with the rows that were not sent. Starting the workflow anew would send all of them again.'
			: 'Running this again sends all of them again.',
	};
}

/** The error of a retry with other rows. */
function isAnother({ parameters, alreadyDone }: OperationCall): Error {
	const done = alreadyDone ? `From the earlier one, ${alreadyDone.what}. ` : '';
	return parameters.invalid(
		'Contacts',
		'gives other rows than in the earlier try of this execution, which has begun to send them',
		`Nothing was sent by this try. ${done}Set the rows back and retry, or start the workflow anew with those that are not in the dialer.`,
	);
}
