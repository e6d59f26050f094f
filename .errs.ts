import { readMessages, labelOf, halfOfMessage } from './src/evaluation/acts.ts'
import { EXAMPLES, recogniserOf } from './src/dialogue/recognition/recogniser.ts'
import { readFileSync } from 'node:fs'
const full: any = { hasLook: true, category: 'dress' }
const ex = EXAMPLES()
const K=4; let ok=0, mixedN=0, mixedOk=0; const bad:string[]=[]
const proto = readMessages('dress-in-hand')[0]!.context, proto0 = readMessages('nothing-in-hand')[0]!.context
for (let k=0;k<(process.argv[2]?K:0);k++){ const r = recogniserOf(ex.filter((_,i)=>i%K!==k)); ex.forEach((e,i)=>{ if(i%K!==k) return; const got=labelOf({text:e.text,context:e.context.hasLook?proto:proto0}, r); if(got===e.label) ok++; else bad.push(`${e.label} <- ${got} | ${e.text}`) }) }
console.log('cv', ok/ex.length, ex.length)
if (process.argv[2]==='all') console.log(bad.join('\n'))
for (const f of ['dress-in-hand','nothing-in-hand','unseen','fresh','fresh-start']) { const m=readMessages(f); let n=0,t=0,nt=0,tt=0; const b:string[]=[]
 for (const x of m){ const g=labelOf(x); const h=halfOfMessage(x); if(h==='test'||f.startsWith('fresh')){nt++; if(g===x.label)tt++} else {n++; if(g===x.label) t++; else b.push(`   ${x.label} <- ${g} | ${x.text}`)} }
 console.log(f,'tuning',t,n,'test',tt,nt,(tt/nt).toFixed(3)); if(f!=='unseen') console.log(b.join('\n')) }
