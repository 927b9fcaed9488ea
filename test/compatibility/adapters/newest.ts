import { Container } from '@n8n/di';
import * as n8nCore from 'n8n-core';

interface Key {
	id: string;
	value: string;
	algorithm: 'aes-256-cbc';
	format: 'no-prefix';
}

/** The exports of n8n-core 2.41 that differ from those the harness was written for. */
interface Newer {
	EncryptionKeyProxy: new () => {
		setProvider(
			provider: Record<'getActiveKey' | 'getKeyById' | 'getLegacyKey', () => Promise<Key>>,
		): void;
	};
	Cipher: new () => { encryptDEKWithInstanceKey(key: string): string };
}

/** Has credentials encrypted with the key of the instance, as n8n's server does without other keys. */
export function prepareNewest(): void {
	const { EncryptionKeyProxy, Cipher } = n8nCore as unknown as Newer;
	let key: Key | undefined;
	const getKey = async () =>
		(key ??= {
			id: 'instance',
			value: Container.get(Cipher).encryptDEKWithInstanceKey(
				Container.get(n8nCore.InstanceSettings).encryptionKey,
			),
			algorithm: 'aes-256-cbc',
			format: 'no-prefix',
		});
	Container.get(EncryptionKeyProxy).setProvider({
		getActiveKey: getKey,
		getKeyById: getKey,
		getLegacyKey: getKey,
	});
}
