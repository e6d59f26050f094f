/** A small shop in a data folder, for a Hemline in a process of its own. */
import { Product } from '../../src/catalogue/product.ts'
import { openProducts } from '../../src/catalogue/products.ts'
import { demoProducts } from '../../src/garments/demo.ts'
import { openStorage } from '../../src/storage/storage.ts'

/** The demo's products as if they came from a feed, beside which a start adds no demo shop. */
export async function fillShop(dataDir: string, count: number): Promise<void> {
  const storage = await openStorage(dataDir)
  await openProducts(storage.db).upsert(
    demoProducts(count).map((product) => ({ product: Product.parse(product), fingerprint: product.sku })),
    'feed',
  )
  await storage.close()
}
