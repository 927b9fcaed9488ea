import { deterministic } from '../../random';
import type { ZvonobotContext } from '../context';
import type { MissingPhone } from '../store/store';

/** The service's verdict on one phone of a request. */
export interface Judgement {
	/** As it is called: 11 digits from 8 on begin with 7 instead. */
	phone: string;
	/** The reason why it is not called; undefined for a phone that is. */
	reason?: string;
	/** Whether it is missing in the response, but called nevertheless. */
	missing?: MissingPhone;
}

/** Judges one phone. The length is left open, since it differs from brand to brand. */
export function judge({ store, surprises, seed }: ZvonobotContext, sent: string): Judgement {
	const phone = /^8\d{10}$/.test(sent) ? `7${sent.slice(1)}` : sent;
	const isPicked = (what: string, share: number) => deterministic(seed, `${what}:${phone}`) < share;
	if (!/^\d{7,15}$/.test(phone)) return { phone: sent, reason: 'Некорректный номер телефона.' };
	if (store.blacklist.has(phone)) return { phone, reason: 'Номер находится в чёрном списке.' };
	const refused = store.refusedPhones.get(phone);
	if (refused !== undefined) return { phone, reason: refused };
	if (isPicked('refused', surprises.refusedShare)) {
		return { phone, reason: 'Звонки на этот номер невозможны.' };
	}
	const missing =
		store.missingPhones.get(phone) ??
		(isPicked('missing', surprises.missingShare) ? surprises.missingPhones : undefined);
	return { phone, missing };
}
