window.YTD.account.part0 = [{"account":{"username":"fietswinkel","accountId":"111"}}]
