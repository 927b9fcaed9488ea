import { billCampaign } from '../billing';
import type { SandboxContext } from '../context';
import { messagesOf, presentBulkDetail } from '../handlers/presentBulk';
import { notify } from '../notify';
import { tariffs } from '../prices';
import { deterministic, pickWeighted } from '../random';
import { segmentCount } from '../sms';
import {
	finalMessageStatuses,
	type Bulk,
	type FinalMessageStatus,
	type Message,
	type MessageStatus,
} from '../store/entities';
import { sendCallback } from './callback';

const outcomeWeights: ReadonlyArray<readonly [FinalMessageStatus, number]> = [
	['delivered', 78],
	['undeliverable', 7],
	['expired', 5],
	['failed', 4],
	['rejected', 4],
	['disabled', 2],
];

const uncharged = new Set<MessageStatus>(['failed', 'rejected', 'disabled', 'queued', 'new']);

/** Whether the operator took the message, so that it is paid for. */
export function isSent({ status }: Message): boolean {
	return !uncharged.has(status);
}

/** Moves every message of a running bulk on by one status, or finishes it when all are final. */
export function runBulk(context: SandboxContext, bulk: Bulk): void {
	const messages = messagesOf(context.store, bulk);
	const open = messages.filter((message) => !isFinal(message));
	if (open.length === 0) {
		finishBulk(context, bulk, messages);
		return;
	}
	for (const message of open) moveOn(context, message);
	bulk.updated_at = context.clock.timestamp();
}

function isFinal({ status }: Message): boolean {
	return (finalMessageStatuses as readonly string[]).includes(status);
}

function moveOn(context: SandboxContext, message: Message): void {
	const now = context.clock.timestamp();
	message.status = nextStatus(context, message);
	if (message.status === 'sent') message.init_time = now;
	message.status_time = now;
	message.updated_at = now;
}

function nextStatus({ store, seed }: SandboxContext, message: Message): MessageStatus {
	if (message.status === 'queued') return 'new';
	if (message.status === 'new') return 'sent';
	if (message.status === 'sent') return 'pending';
	return (
		store.messageOutcomes.get(message.number) ??
		pickWeighted(outcomeWeights, deterministic(seed, `message:${message.number}`))
	);
}

function finishBulk(context: SandboxContext, bulk: Bulk, messages: readonly Message[]): void {
	const { store, clock } = context;
	const price = tariffs[store.tariff].sms_price;
	const segments = messages.filter(isSent).reduce((sum, { text }) => sum + segmentCount(text), 0);
	bulk.status = 'completed';
	bulk.updated_at = clock.timestamp();
	billCampaign(context, bulk, segments * price, `SMS рассылка «${bulk.name}»`);
	notify(context, 'SMSBulkFinished', { id: bulk.id, name: bulk.name });
	sendCallback(context, bulk.callback_url, presentBulkDetail(store, bulk));
}
