import type { ServiceContext } from '../context';
import type { Throttle } from '../throttle';
import type { ZvonobotStore } from './store/store';
import type { Surprises } from './surprises';
import type { WebhookSender } from './webhooks/sender';

/** A running sandbox of Zvonobot: what its handlers and its simulation work with. */
export interface ZvonobotContext extends ServiceContext {
	store: ZvonobotStore;
	surprises: Surprises;
	/** None unless a limit was asked for: the vendor publishes none. */
	throttle?: Throttle;
	webhooks: WebhookSender;
	/** Whether new audio has to be allowed by a moderator. */
	moderation: boolean;
}
