import { silentMp3 } from '../audio';
import { addCall, type CallDraft } from './addCall';
import type { ZvonobotContext } from './context';
import { actionsOf, recordIdsOf } from './handlers/messages';
import type {
	ApiCall,
	Attempt,
	AudioRecord,
	OutgoingPhone,
	SentIvr,
	SmsTemplate,
	Template,
} from './store/entities';

/** A call to be seeded, with its answers as a create takes them. */
type SeededCall = Partial<CallDraft> & {
	phone?: string;
	attempt?: Partial<Attempt>;
	ivrs?: SentIvr[];
};

/** Ready-made rows, for states that would take several requests, or that the API cannot make at all. */
export class ZvonobotSeeds {
	constructor(private readonly context: ZvonobotContext) {}

	/** Audio that a moderator has allowed. */
	record(partial: Partial<AudioRecord> = {}): AudioRecord {
		return this.context.store.records.add({
			name: 'Seeded audio',
			createdAt: this.now(),
			needModeration: 0,
			moderatorComment: null,
			recordText: null,
			content: silentMp3(3),
			cost: 0,
			isListed: true,
			...partial,
		});
	}

	/** A template that a moderator has allowed; `ivrs` as a create takes them. */
	template({ ivrs = [], ...partial }: Partial<Template> & { ivrs?: SentIvr[] } = {}): Template {
		return this.context.store.templates.add({
			name: 'Seeded template',
			text: 'Здравствуйте, {name}!',
			needModeration: 0,
			moderatorComment: null,
			actions: actionsOf(this.context, ivrs),
			smartDelay: null,
			webhookUrl: null,
			webhookParameters: null,
			webhookHeaders: null,
			...partial,
		});
	}

	/** A text for SMS that a moderator has allowed. */
	smsTemplate(partial: Partial<SmsTemplate> = {}): SmsTemplate {
		return this.context.store.smsTemplates.add({
			text: 'Ждём вас!',
			needModeration: 0,
			...partial,
		});
	}

	/** A confirmed number of the account's own. */
	phone(partial: Partial<OutgoingPhone> = {}): OutgoingPhone {
		return this.context.store.phones.add({
			phone: '77270000009',
			isSystem: false,
			overall: 0,
			enable: true,
			...partial,
		});
	}

	/**
	 * A call with a message, which ended after a talk of 12 seconds, or is yet to come where `plannedAt` lies
	 * ahead. With `attempt.status` of `created`, `processed`, `started` or `answered` the next steps carry it
	 * on.
	 */
	call({ attempt = {}, ivrs = [], ...partial }: SeededCall = {}): ApiCall {
		const now = this.now();
		const actions = actionsOf(this.context, ivrs);
		const call = addCall(this.context, partial.phone ?? '77010000001', {
			madeFrom: 'message',
			callerId: null,
			plannedAt: null,
			smartDelay: null,
			prevCallId: null,
			needRecording: 0,
			webhookUrl: null,
			webhookParameters: null,
			webhookHeaders: null,
			templateId: null,
			phoneInfo: null,
			text: 'Здравствуйте!',
			recordIds: recordIdsOf(actions),
			actions,
			options: {},
			...partial,
		});
		const [begun] = call.calls;
		if (!begun) return call;
		const status = attempt.status ?? 'finished';
		const hasEnded = status === 'finished' || status === 'canceled';
		Object.assign(begun, {
			status,
			startedAt: status === 'created' || status === 'processed' ? null : now,
			answeredAt: status === 'finished' || status === 'answered' ? now : null,
			finishedAt: hasEnded ? now + 12 : null,
			hangupCause: hasEnded ? 'NORMAL_CLEARING' : null,
			...attempt,
		});
		if (hasEnded) this.context.store.underWay.delete(call);
		return call;
	}

	private now(): number {
		return this.context.clock.unixSeconds();
	}
}
