import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import type {
	CollectedContacts,
	OmittedContact,
} from '../../../../../nodes/shared/contacts/collectContacts';
import type { Contact } from '../../../../../nodes/shared/contacts/contact';
import { leavesDoubt } from '../../../../../nodes/shared/duplicates/doubt';
import { failureOf } from '../../../../../nodes/shared/execution/failureOf';
import { sentences } from '../../../../../nodes/shared/execution/failurePhrases';
import {
	ApiFailure,
	apiFailureOf,
	type FailureDetails,
} from '../../../../../nodes/shared/transport/apiFailure';
import { unexpectedResponse } from '../../../../../nodes/shared/transport/responseShape';
import { recordsIn } from '../service/responses';
import { MOST_IN_REQUEST } from './contacts';
import { createdCalls } from './createdCalls';
import { SentCalls } from './sentCalls';

/** The calls that are to be made, checked. */
export interface CallPlan {
	contacts: CollectedContacts;
	/** The body of the requests without the phones. */
	body: IDataObject;
	/** The part of the body that differs from person to person, by their phones. */
	personal?: (people: Contact[]) => IDataObject;
}

/** A person to call, with their index among all of them. */
interface Place {
	contact: Contact;
	index: number;
}

/**
 * Makes calls to people, 5,000 a request, each once whatever becomes of a response: the service has neither an
 * idempotency key nor a list to look in. What went through is kept for Retry.
 *
 * @returns one item for each person that was given, in their order, and paired with their row where the input
 * items are the people: the call, or the reason why there is none
 * @throws NodeApiError of the first request that failed; with continue-on-fail it is the item of its people
 */
export async function createCalls(
	call: OperationCall,
	plan: CallPlan,
): Promise<INodeExecutionData[]> {
	return await new Creation(call, plan).items();
}

class Creation {
	private readonly sent: SentCalls;
	private readonly outputs: INodeExecutionData[] = [];
	/** Calls in a response to phones that were not sent. */
	private readonly others: INodeExecutionData[] = [];
	private created = 0;
	private hasFailed = false;
	/** The people who may have been called, by this try or an earlier one. */
	private readonly doubtful = new Set<number>();
	private doubt?: FailureDetails;
	/** Whether each person is an input item. */
	private readonly areRows: boolean;

	constructor(
		private readonly call: OperationCall,
		private readonly plan: CallPlan,
	) {
		this.sent = new SentCalls(call);
		this.doubt = this.sent.doubt;
		this.areRows = call.parameters.get('contactsSource') === 'inputItems';
	}

	async items(): Promise<INodeExecutionData[]> {
		const { plan, outputs, others } = this;
		await this.createAll().catch((error: unknown) => {
			this.keep();
			throw error;
		});
		if (this.hasFailed) this.keep();
		const { contacts } = plan;
		const items: INodeExecutionData[] = [];
		for (const [index, position] of contacts.positions.entries()) {
			items[position] = outputs[index] as INodeExecutionData;
		}
		for (const omitted of contacts.omitted) {
			const { position } = omitted;
			items[position] = this.output(this.omittedOutput(omitted), position);
		}
		const { executeOnce } = contacts.report;
		if (executeOnce !== undefined && items[0]) items[0].json.note = executeOnce;
		return [...items, ...others];
	}

	/** Sends all that no earlier try has. */
	private async createAll(): Promise<void> {
		const { personal } = this.plan;
		const unknown = this.recall();
		const { doubt } = this.sent;
		if (doubt && unknown.length > 0 && !this.call.context.continueOnFail()) {
			this.call.earlierDoubt = { about: this.rangeOf(unknown), failure: doubt };
		}
		let part: Place[] = [];
		let phones = new Set<string>();
		const send = async () => {
			if (part.length > 0) await this.createPart(part);
			part = [];
			phones = new Set();
		};
		for (const place of this.places()) {
			const { contact, index } = place;
			if (this.outputs[index] || this.doubtful.has(index)) continue;
			// What differs is given by phone, so that each may be there once.
			const isThere = personal !== undefined && phones.has(contact.number);
			if (part.length === MOST_IN_REQUEST || isThere) await send();
			part.push(place);
			if (personal) phones.add(contact.number);
		}
		await send();
		this.call.earlierDoubt = undefined;
		if (unknown.length > 0 && doubt) await this.fail(new ApiFailure(doubt), unknown);
	}

	/**
	 * Takes in what earlier tries of the run have sent: all of it first, so that none of it is lost should this
	 * try be cut short.
	 *
	 * @returns the people who may have been called
	 */
	private recall(): Place[] {
		const unknown: Place[] = [];
		if (!this.sent.isKnown) return unknown;
		for (const place of this.places()) {
			const known = this.sent.take(place.contact.number);
			if (known === null) {
				unknown.push(place);
				this.doubtful.add(place.index);
			} else if (known) {
				this.take(place, known);
			}
		}
		return unknown;
	}

	private *places(): Generator<Place> {
		let index = 0;
		for (const people of this.plan.contacts.parts(MOST_IN_REQUEST)) {
			for (const contact of people) yield { contact, index: index++ };
		}
	}

	/** Keeps for a later try of the run what was sent. */
	private keep(): void {
		const { outputs, doubtful } = this;
		const sent = function* (
			places: Iterable<Place>,
		): Generator<[string, IDataObject | null | false]> {
			for (const { contact, index } of places) {
				const output = outputs[index];
				const known = output && !output.error && output.json;
				yield [contact.number, doubtful.has(index) ? null : (known ?? false)];
			}
		};
		this.sent.keep(sent(this.places()), this.doubt);
	}

	private async createPart(part: Place[]): Promise<void> {
		const { call, plan } = this;
		const people = part.map(({ contact }) => contact);
		const phones = people.map(({ number }) => number);
		call.contactPlace = (entry) => plan.contacts.placeOf(part[entry]?.index ?? -1);
		const body = { ...plan.body, phones, ...plan.personal?.(people) };
		const records = await this.send(body).catch(async (error: unknown) => {
			const failure = apiFailureOf(error);
			if (leavesDoubt(failure)) {
				this.doubt ??= failure.details;
				for (const { index } of part) this.doubtful.add(index);
				this.tellWhatIsNotSent(part);
			}
			await this.fail(failure, part);
		});
		if (!records) return;
		const { rows, others } = createdCalls(records, phones);
		for (const [index, place] of part.entries()) {
			this.take(place, rows[index] as IDataObject);
		}
		// Of rows, n8n would have each belong to all of them.
		const pairing = this.areRows ? { pairedItem: undefined } : {};
		this.others.push(...others.map((json) => ({ json, ...pairing })));
		call.progress.step(this.outputs.length, plan.contacts.count, 'calls');
	}

	/** Unless the node goes on after errors, it stops at this part. */
	private tellWhatIsNotSent(part: Place[]): void {
		const { call, plan } = this;
		const last = part.at(-1)?.index ?? 0;
		if (call.context.continueOnFail() || last + 1 >= plan.contacts.count) return;
		call.notSent = `the numbers after ${plan.contacts.placeOf(last)}`;
	}

	/** @throws ApiFailure, also when the response tells of no calls */
	private async send(body: IDataObject): Promise<IDataObject[]> {
		const request = { ...this.call.request(), body };
		const response = await this.call.send<unknown>(request);
		const records = recordsIn(response.body);
		if (records) return records;
		const { words } = request;
		throw unexpectedResponse({ words, status: response.status, repeatable: false });
	}

	/**
	 * Takes in that people were not called, or may have been.
	 *
	 * @throws NodeApiError unless the node goes on after errors
	 */
	private async fail(failure: ApiFailure, part: Place[]): Promise<void> {
		const { call, created, plan } = this;
		const { contacts } = plan;
		this.hasFailed = true;
		if (created > 0) call.alreadyDone = { what: callsCreated(created), advice: this.advice() };
		const error = await failureOf(failure, call);
		error.description = sentences(this.about(part), error.description ?? '');
		if (!call.context.continueOnFail()) throw error;
		for (const { index } of part) {
			const output = this.output({ error: error.message }, contacts.positions[index]);
			this.outputs[index] = { ...output, error };
		}
	}

	/** Names the people of a failed request. */
	private about(part: Place[]): string {
		return `This is about ${part.length} of ${this.plan.contacts.count} numbers: ${this.rangeOf(part)}.`;
	}

	private rangeOf(part: Place[]): string {
		return this.plan.contacts.rangeOf(part[0]?.index ?? -1, part.at(-1)?.index ?? -1);
	}

	private advice(): string {
		return this.call.isProtected
			? 'Retry and Retry On Fail go on with those that were not sent. In a new execution, leave out those that were called.'
			: 'Duplicate Protection is off: Retry calls all of them again.';
	}

	private take({ index }: Place, json: IDataObject): void {
		if (json.status === 'created') this.created++;
		this.outputs[index] = this.output(json, this.plan.contacts.positions[index]);
	}

	private omittedOutput(omitted: OmittedContact): IDataObject {
		const { number: phone } = omitted;
		if ('reason' in omitted) return { phone, status: 'invalid', reason: omitted.reason };
		const { id } = this.outputs[omitted.sameAs]?.json ?? {};
		const place = this.plan.contacts.placeOf(omitted.sameAs);
		const fate = id === undefined ? 'what became of it stands there' : 'it is called once';
		const reason = `The same number as ${place}; ${fate}.`;
		return { ...(id !== undefined && { id }), phone, status: 'duplicate', reason };
	}

	/** @param position of the person among those that were given */
	private output(json: IDataObject, position = 0): INodeExecutionData {
		return this.areRows ? { json, pairedItem: { item: position } } : { json };
	}
}

function callsCreated(count: number): string {
	return count === 1 ? '1 call was created' : `${count} calls were created`;
}
