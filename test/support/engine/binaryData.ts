import { rmSync } from 'node:fs';

import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, prepareBinaryData } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** Starts n8n's binary data service in a mode; files stored before stay readable. */
export async function setBinaryMode(mode: 'filesystem' | 'default'): Promise<void> {
	Container.get(BinaryDataConfig).mode = mode;
	await Container.get(BinaryDataService).init();
}

/** Stores a file as a node does with `prepareBinaryData`. */
export async function storeBinary(
	content: Buffer,
	fileName?: string,
	mimeType?: string,
): Promise<IBinaryData> {
	return await prepareBinaryData(content, 'earlier', 'workflow', fileName, mimeType);
}

/** Reads a file from wherever its item says it is. */
export async function readBinary(data: IBinaryData): Promise<Buffer> {
	return await Container.get(BinaryDataService).getAsBuffer(data);
}

/** Deletes every stored file. */
export function deleteBinaries(): void {
	rmSync(Container.get(BinaryDataConfig).localStoragePath, { recursive: true, force: true });
}
