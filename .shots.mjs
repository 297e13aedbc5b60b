import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const url='http://localhost:8804';
const cred=JSON.parse(readFileSync('/work/lic/.local/credentials.json','utf8'));
const basic=(c)=>'Basic '+btoa(c.client_id+':'+c.client_secret);
const token=async()=>(await (await fetch(url+'/oauth/token',{method:'POST',headers:{Authorization:basic(cred.admin),'Content-Type':'application/x-www-form-urlencoded'},body:'grant_type=client_credentials'})).json()).access_token;
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const shots=process.argv.slice(2);
const t0=await token();
const api=async(p,m='GET',j)=>(await fetch(url+p,{method:m,headers:{Authorization:'Bearer '+t0,'Content-Type':'application/json'},...(j&&{body:JSON.stringify(j)})})).json();
const lics=(await api('/v1/admin/licenses')).items; const lic=process.env.LIC||lics[0].id; const par=lics[0].partner;
for (const [name,path,o] of JSON.parse(shots[0])) {
  const context=await browser.newContext({viewport:{width:o?.w??1280,height:900},colorScheme:o?.dark?'dark':'light',locale:o?.de?'de-DE':'en-GB',timezoneId:'Europe/Berlin',ignoreHTTPSErrors:true});
  const page=await context.newPage();
  page.on('console',m=>{ if(['error','warning'].includes(m.type())) console.log(name,m.text())}); page.on('pageerror',e=>console.log(name,'ERR',e.message));
  await page.goto(url+'/licensing');
  const st=await page.evaluate(async(t)=>(await fetch('/console/session',{method:'POST',headers:{Authorization:'Bearer '+t,'Content-Type':'application/x-www-form-urlencoded'},body:'x=1'})).status, await token());
  if(st>=300) console.log('session',st);
  const r=await page.goto(url+path.replace('LIC',lic).replace('PAR',par)); 
  if (r.status()!==200) console.log(name,r.status());
  const over=await page.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth); if(over>0) console.log(name,'sideways',over);
  await page.screenshot({path:`/tmp/lic/shots/${name}.png`,fullPage:!o?.fold});
  await context.close();
}
await browser.close();
