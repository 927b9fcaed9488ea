import sumBy from 'lodash/sumBy';
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../../../../../nodes/shared/call/operationCall';
import {
	contactsAreInputItems,
	withReport,
	type CollectedContacts,
} from '../../../../../../nodes/shared/contacts/collectContacts';
import type { Contact } from '../../../../../../nodes/shared/contacts/contact';
import { sendParts } from '../../../../../../nodes/shared/duplicates/sentParts';
import { asObject } from '../../../../../../nodes/shared/transport/responseShape';
import { countOf, defineOperation, unexpected } from '../../service/autodialer';
import { allowIdentical, assertHours, callEffect, dialingFields } from '../../service/dialing';
import { rowContacts, rowFields, rowOf } from '../../service/rows';

export default defineOperation({
	name: 'Create',
	action: 'Create a task of calls',
	description: 'Send rows to call to the dialer: any number, 1,000 per request',
	endpoint: 'POST /make',
	fields: [...rowFields, ...dialingFields('query.statdialertime', 'query.stopdialertime', 8)],
	options: [allowIdentical],
	takesAllItems: contactsAreInputItems,
	check(call) {
		assertHours(call);
		return rowContacts(call);
	},
	effect: (call, contacts) =>
		callEffect('call the same people', call.request().body, [...contacts.parts(contacts.count)]),
	async run(call, contacts) {
		const reports = await sendParts(call, contacts, {
			size: 1000,
			things: 'rows',
			send: async (people, first) => await send(call, contacts, people, first),
			done: (sent) =>
				`${sumBy(sent, 'inserted')} rows are in the dialer, of ${sent.length} requests up to ${sent.at(-1)?.to}`,
		});
		const inserted = sumBy(reports, 'inserted');
		const output = {
			taskIds: reports.map(({ id }) => id),
			...{ lines: sumBy(reports, 'lines'), ok: sumBy(reports, 'ok'), inserted },
			refused: contacts.count - inserted,
			reports,
		};
		return call.context.helpers.returnJsonArray(withReport(output, contacts.report));
	},
});

/** The dialer's report on one request, with the places of its first and last row. */
interface Report extends IDataObject {
	from: string;
	to: string;
	lines: number;
	ok: number;
	inserted: number;
}

/** Sends one request. @throws ApiFailure */
async function send(
	call: OperationCall,
	{ positions, placeOf, rangeOf }: CollectedContacts,
	people: Contact[],
	first: number,
): Promise<Report> {
	const last = first + people.length - 1;
	const [from = '', to = from] = [placeOf(first), placeOf(last)];
	const { body: given, ...request } = call.request();
	const words = {
		howToCheck: `This is about ${rangeOf(first, last)}. Look in your account at Autodialer whether they are there before you send them again.`,
	};
	const data = people.map((one, index) => ({
		...rowOf(one, (positions[first + index] as number) + 1),
		...asObject(given?.query),
	}));
	const { body } = await call.send({ ...request, words, body: { query: { data } } });
	const { id, lines, ok, inserted, errorcode } = asObject(body.report);
	const counts = { lines: countOf(lines), ok: countOf(ok), inserted: countOf(inserted) };
	if (Object.values(counts).some(Number.isNaN)) {
		throw unexpected(body, { words, repeatable: false });
	}
	return { id, from, to, ...counts, errorcode };
}
